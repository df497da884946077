package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.data.RefundPolicy;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LiveStageTest {
    private static final StagePolicy POLICY = StagePolicy.of(FixedSilence.DEFAULT);
    private static final StagePolicy OTHER = StagePolicy.of(new FixedSilence(30, 60, 91));

    private static LiveStage state() {
        LiveStage state = new LiveStage(POLICY);
        state.register(Histories.day(9));
        state.register(Histories.day(3));
        state.register(Histories.day(5));
        state.add(Histories.day(20), 5);
        state.add(Histories.day(50), 5);
        return state;
    }

    @Test
    void aLateRefundUndoesThePurchaseOfItsDay() {
        LiveStage state = state();
        assertThat(state.stageAt(Histories.day(60)).orElseThrow().label()).isEqualTo("growth, active");
        state.add(Histories.day(50), -6);
        assertThat(state.stageAt(Histories.day(60)).orElseThrow().label()).isEqualTo("new, declining");
        assertThat(state.stageAt(Histories.day(19))).contains(CustomerStage.PROSPECT);
        assertThat(state.stageAt(Histories.day(2))).isEmpty();
        assertThat(state.explain("ann", Histories.day(2))).isEmpty();
        assertThat(state.registered()).contains(Histories.day(3));
        assertThat(new LiveStage(POLICY).registered()).isEmpty();
        assertThat(new LiveStage(POLICY).stageAt(Histories.day(0))).isEmpty();
    }

    @Test
    void bytesGoBothWaysUnderOnePolicy() {
        byte[] bytes = state().toBytes();
        assertThat(bytes).hasSize(19 + 2 * 20);
        LiveStage restored = LiveStage.ofBytes(bytes, POLICY);
        assertThat(restored.toBytes()).isEqualTo(bytes);
        assertThat(restored.registered()).contains(Histories.day(3));
        assertThat(restored.policy()).isEqualTo(POLICY);
        assertThat(LiveStage.ofBytes(new LiveStage(POLICY).toBytes(), POLICY).registered())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiveStage.ofBytes(bytes, OTHER))
                .withMessage("cannot read a state of policy %s under policy %s", POLICY.configId(), OTHER.configId());
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] bytes = state().toBytes();
        for (int n = 0; n < bytes.length; n++) {
            byte[] cut = Arrays.copyOf(bytes, n);
            assertThatIllegalArgumentException().isThrownBy(() -> LiveStage.ofBytes(cut, POLICY));
        }
        byte[] later = bytes.clone();
        later[0] = 2;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiveStage.ofBytes(later, POLICY))
                .withMessage("cannot read a stage state of version 2: this release reads version 1");
        byte[] registered = bytes.clone();
        registered[9] = (byte) 0x80; // long before the year 1
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiveStage.ofBytes(registered, POLICY))
                .withMessageContaining("stage state is damaged: registered on");
    }

    @Test
    void unlikeStatesDoNotMix() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state().addAll(new LiveStage(OTHER)))
                .withMessage(
                        "cannot merge a state of policy %s into one of policy %s", OTHER.configId(), POLICY.configId());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state().addAll(new LiveStage(POLICY, RefundPolicy.IGNORE)));
        assertThatIllegalArgumentException().isThrownBy(() -> state().register(LocalDate.MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> state().add(Histories.day(0), Double.NaN));
    }

    @Test
    void mergedRegistrationsKeepTheFirst() {
        LiveStage early = new LiveStage(POLICY);
        early.register(Histories.day(1));
        LiveStage merged = state();
        merged.addAll(early);
        assertThat(merged.registered()).contains(Histories.day(1));
        LiveStage other = new LiveStage(POLICY);
        other.addAll(state());
        assertThat(other.toBytes()).isEqualTo(state().toBytes());
    }
}
