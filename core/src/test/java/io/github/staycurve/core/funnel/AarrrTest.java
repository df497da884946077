package io.github.staycurve.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.core.data.Event;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.metric.ChannelAcquisition;
import io.github.staycurve.core.metric.ChannelAcquisition.Attribution;
import io.github.staycurve.core.metric.MetricPeriod;
import io.github.staycurve.core.metric.ViralGrowth;
import io.github.staycurve.core.stat.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The five stages on a January that can be counted by hand. */
class AarrrTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final MetricPeriod JANUARY = MetricPeriod.of(
                    LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 31), SHANGHAI)
            .withAsOf(LocalDate.of(2024, 2, 5));
    private static final AarrrDefinition DEFINITION = AarrrDefinition.of(
                    JANUARY, "register", "first post", "first like")
            .withInvitations(Duration.ofDays(14), "invite");

    private static Instant at(int month, int day, int hour) {
        return LocalDateTime.of(2024, month, day, hour, 0).atZone(SHANGHAI).toInstant();
    }

    private static EventLogBuilder registrations() {
        return EventLog.builder()
                .add("ann", at(1, 1, 9), "register")
                .add("bob", at(1, 2, 9), "register")
                .add("cid", at(1, 31, 23), "register") // the evening of the last day in Shanghai
                .add("dot", at(2, 1, 0), "register") // and the first instant after it
                .add("old", LocalDateTime.of(2023, 12, 1, 9, 0).atZone(SHANGHAI).toInstant(), "register")
                .add("old", at(1, 5, 9), "register"); // a second registration is none
    }

    @Test
    void registrationsAreFirstOnesOfThePeriodByChannel() {
        AarrrInput input = AarrrInput.of(registrations().build())
                .withChannels(
                        id -> id.equals("bob") ? "friends" : "search",
                        Attribution.FIRST_TOUCH,
                        Map.of("search", 90.0, "radio", 30.0));
        Aarrr.Acquisition acquisition = Aarrr.of(input, DEFINITION).acquisition();
        assertThat(acquisition.registrations()).isEqualTo(3); // ann, bob, cid
        assertThat(acquisition.channels())
                .containsExactly(
                        new ChannelAcquisition("friends", Attribution.FIRST_TOUCH, 0, 1),
                        new ChannelAcquisition("radio", Attribution.FIRST_TOUCH, 30, 0),
                        new ChannelAcquisition("search", Attribution.FIRST_TOUCH, 90, 2));
        assertThat(acquisition.channels().get(1).acquisitionCost().value()).isEmpty();
        assertThat(acquisition.acquisitionCost()).isEqualTo(Ratio.of(120, 3));
    }

    @Test
    void activationIsOfThoseWhoseWindowIsOver() {
        EventLog log = registrations()
                .add("ann", at(1, 8, 9), "first like") // seven days later to the hour: inside
                .add("bob", at(1, 9, 10), "first post") // an hour too late
                .add("cid", at(2, 1, 9), "first post") // quick, but the window ends on 7 February, after the data
                .build();
        Aarrr.Activation activation = Aarrr.of(AarrrInput.of(log), DEFINITION).activation();
        assertThat(activation.rate()).isEqualTo(Ratio.of(1, 2));
        assertThat(activation.immature()).isEqualTo(1);
    }

    @Test
    void retentionIsOnTheVeryLocalDayOfThoseForWhomItIsOver() {
        EventLog log = registrations()
                .add("ann", at(1, 2, 0), "login") // the next day begins at midnight
                .add("bob", at(1, 4, 9), "login")
                .add("ann", at(1, 31, 9), "login")
                .add("cid", at(2, 1, 9), "login")
                .build();
        Aarrr.Retained retention = Aarrr.of(AarrrInput.of(log), DEFINITION).retention();
        assertThat(retention.day1()).isEqualTo(Ratio.of(2, 3)); // ann and cid of three
        assertThat(retention.day7()).isEqualTo(Ratio.of(0, 2)); // cid's seventh day is 7 February
        assertThat(retention.day30()).isEqualTo(Ratio.of(1, 2)); // ann's is 31 January, bob's 1 February
        Aarrr.Retained byPosts =
                Aarrr.of(AarrrInput.of(log), DEFINITION.withReturns("post")).retention();
        assertThat(byPosts.day1()).isEqualTo(Ratio.of(0, 3));
    }

    @Test
    void revenueIsOfThePeriodAndItsActiveUsers() {
        TransactionLog purchases = TransactionLog.builder()
                .add("ann", at(1, 3, 9), 10)
                .add("ann", at(1, 4, 9), 20)
                .add("guest", at(1, 4, 9), 6) // a buyer without an event is active too
                .add("bob", at(2, 2, 9), 99) // after the period
                .build();
        Aarrr result = Aarrr.of(AarrrInput.of(registrations().build()).withPurchases(purchases), DEFINITION);
        Aarrr.Revenue revenue = result.revenue().orElseThrow();
        assertThat(revenue.payingRate()).isEqualTo(Ratio.of(2, 5)); // active: ann, bob, cid, old, guest
        assertThat(revenue.purchaseFrequency()).isEqualTo(Ratio.of(3, 2));
        assertThat(revenue.revenuePerUser()).isEqualTo(Ratio.of(36, 5));
        assertThat(revenue.revenuePerPayingUser()).isEqualTo(Ratio.of(36, 2));
        assertThat(Aarrr.of(AarrrInput.of(registrations().build()), DEFINITION).revenue())
                .isEmpty();
    }

    @Test
    void aReferralIsCreditedToTheEarliestInvitation() {
        EventLogBuilder builder = registrations();
        invite(builder, "old", at(1, 3, 8), "eve"); // earlier than ann's, and not of the cohort
        invite(builder, "ann", at(1, 3, 9), "eve");
        invite(builder, "ann", at(1, 3, 10), "fay");
        invite(builder, "ann", at(1, 4, 10), "fay"); // the same person again
        invite(builder, "bob", at(1, 3, 11), "fay"); // later than ann's
        invite(builder, "bob", at(1, 3, 12), "nobody"); // never registered
        invite(builder, "bob", at(1, 3, 12), "bob"); // oneself
        invite(builder, "bob", at(1, 20, 12), "gus"); // after bob's two weeks
        invite(builder, "cid", at(1, 31, 23), "hal"); // cid's two weeks are not over
        builder.add("bob", at(1, 5, 9), "invite") // does not say whom
                .add("eve", at(1, 6, 9), "register")
                .add("fay", at(1, 15, 9), "register") // two weeks after ann registered, to the hour
                .add("gus", at(1, 21, 9), "register")
                .add("hal", at(2, 1, 9), "register");
        Aarrr.Referral referral =
                Aarrr.of(AarrrInput.of(builder.build()), DEFINITION).referral().orElseThrow();
        // matured: ann, bob, eve, fay, gus (4 February); invited in time: eve and fay by ann, fay and nobody by bob
        assertThat(referral.invitesPerUser()).isEqualTo(Ratio.of(4, 5));
        assertThat(referral.acceptance()).isEqualTo(Ratio.of(1, 4)); // fay, by ann
        assertThat(referral.observedK()).isEqualTo(Ratio.of(1, 5));
        assertThat(referral.untraceable()).isEqualTo(1);
        assertThat(ViralGrowth.kFactor(referral.invitesPerUser(), referral.acceptance())
                        .value())
                .isEqualTo(referral.observedK().value());
        AarrrDefinition without = AarrrDefinition.of(JANUARY, "register", "first post");
        assertThat(Aarrr.of(AarrrInput.of(builder.build()), without).referral()).isEmpty();
    }

    private static void invite(EventLogBuilder builder, String inviter, Instant time, String invited) {
        builder.add(Event.of(inviter, time, "invite").withCounterpart(invited));
    }

    @Test
    void theEmptyLogHasNoRates() {
        Aarrr result = Aarrr.of(
                AarrrInput.of(EventLog.builder().build())
                        .withPurchases(TransactionLog.builder().build()),
                DEFINITION);
        assertThat(result.acquisition().registrations()).isZero();
        assertThat(result.acquisition().acquisitionCost().value()).isEmpty();
        assertThat(result.activation().rate().value()).isEmpty();
        assertThat(result.retention().day30().value()).isEmpty();
        assertThat(result.revenue().orElseThrow().revenuePerUser().value()).isEmpty();
        assertThat(result.referral().orElseThrow().observedK().value()).isEmpty();
    }

    @Test
    void aDefinitionSaysWhatItMeansAndRefusesContradictions() {
        assertThat(Aarrr.of(AarrrInput.of(registrations().build()), DEFINITION).describe())
                .contains(
                        "'register'", "[first like, first post] within PT168H", "any event", "[invite] within PT336H");
        assertThat(DEFINITION.withActivationWindow(Duration.ofDays(1)).activationWindow())
                .isEqualTo(Duration.ofDays(1));
        assertThatThrownBy(() -> AarrrDefinition.of(JANUARY, "register", "register"))
                .hasMessageContaining("not 'register' of the registration");
        assertThatThrownBy(() -> AarrrDefinition.of(JANUARY, "register"))
                .hasMessageContaining("one event type or more");
        assertThatThrownBy(() -> AarrrDefinition.of(JANUARY, " ", "post")).hasMessageContaining("blank");
        assertThatThrownBy(() -> DEFINITION.withActivationWindow(Duration.ZERO))
                .hasMessageContaining("activationWindow");
    }
}
