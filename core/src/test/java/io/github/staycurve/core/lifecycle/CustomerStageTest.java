package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerStageTest {
    /** The table of projections, cell by cell. */
    @ParameterizedTest
    @CsvSource({
        "NEW,    ACTIVE,    ACQUISITION, NEW",
        "NEW,    DECLINING, DECLINE,     ACTIVE",
        "NEW,    DORMANT,   DECLINE,     SILENT",
        "NEW,    CHURNED,   CHURN,       CHURNED",
        "GROWTH, ACTIVE,    GROWTH,      ACTIVE",
        "GROWTH, DECLINING, DECLINE,     ACTIVE",
        "GROWTH, DORMANT,   DECLINE,     SILENT",
        "GROWTH, CHURNED,   CHURN,       CHURNED",
        "MATURE, ACTIVE,    MATURITY,    ACTIVE",
        "MATURE, DECLINING, DECLINE,     ACTIVE",
        "MATURE, DORMANT,   DECLINE,     SILENT",
        "MATURE, CHURNED,   CHURN,       CHURNED",
    })
    void projections(ValueStage value, ActivityState activity, LifecycleStage lifecycle, ActivityView view) {
        CustomerStage stage = CustomerStage.of(value, activity);
        assertThat(stage.lifecycle()).isEqualTo(lifecycle);
        assertThat(stage.view()).contains(view);
        assertThat(stage.activity()).contains(activity);
        assertThat(stage.label()).isEqualTo(value.label() + ", " + activity.label());
    }

    @Test
    void aProspectIsInAcquisitionAndHasNoActivity() {
        assertThat(CustomerStage.PROSPECT.lifecycle()).isEqualTo(LifecycleStage.ACQUISITION);
        assertThat(CustomerStage.PROSPECT.view()).isEmpty();
        assertThat(CustomerStage.PROSPECT.activity()).isEmpty();
        assertThat(CustomerStage.PROSPECT.label()).isEqualTo("prospect");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerStage.of(ValueStage.PROSPECT, ActivityState.ACTIVE))
                .withMessage("activity must be empty for a prospect and for nobody else, was active for prospect");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustomerStage(ValueStage.NEW, Optional.empty()))
                .withMessageContaining("was empty for new");
    }

    @Test
    void everyPairHasOneCodeAndBothProjections() {
        Set<Integer> codes = new HashSet<>();
        for (ValueStage value : ValueStage.values()) {
            for (ActivityState activity : ActivityState.values()) {
                CustomerStage stage =
                        value == ValueStage.PROSPECT ? CustomerStage.PROSPECT : CustomerStage.of(value, activity);
                codes.add(stage.code());
                assertThat(CustomerStage.ofCode(stage.code())).isEqualTo(stage);
                assertThat(stage.lifecycle()).isNotNull();
                assertThat(stage.view().isPresent()).isEqualTo(value != ValueStage.PROSPECT);
            }
        }
        assertThat(codes).hasSize(CustomerStage.COUNT).allMatch(code -> code >= 0 && code < CustomerStage.COUNT);
        assertThat(CustomerStage.values()).hasSize(CustomerStage.COUNT).doesNotHaveDuplicates();
        for (int code : new int[] {-1, 13}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CustomerStage.ofCode(code))
                    .withMessage("code of a customer stage must lie in [0, 12], was " + code);
        }
    }

    @Test
    void labelsAreInLowerCaseAndCodesGoBothWays() {
        assertThat(LifecycleStage.ACQUISITION.label()).isEqualTo("acquisition");
        assertThat(ActivityState.CHURNED.label()).isEqualTo("churned");
        assertThat(ValueStage.MATURE.label()).isEqualTo("mature");
        assertThat(ActivityView.SILENT.label()).isEqualTo("silent");
        for (ActivityState state : ActivityState.values()) {
            assertThat(ActivityState.ofCode(state.code())).isEqualTo(state);
        }
        for (LifecycleStage stage : LifecycleStage.values()) {
            assertThat(LifecycleStage.ofCode(stage.code())).isEqualTo(stage);
        }
        assertThat(ActivityState.values()).hasSize(ActivityState.COUNT);
        assertThat(LifecycleStage.values()).hasSize(LifecycleStage.COUNT);
        assertThatIllegalArgumentException().isThrownBy(() -> ActivityState.ofCode(4));
        assertThatIllegalArgumentException().isThrownBy(() -> LifecycleStage.ofCode(-1));
    }
}
