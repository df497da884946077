package io.github.staycurve.clv.selection;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.Cnbd;
import io.github.staycurve.clv.model.DropoutTiming;
import io.github.staycurve.clv.model.GGompertzNbd;
import io.github.staycurve.clv.model.MbgNbd;
import io.github.staycurve.clv.model.ParetoNbd;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The purchase models in continuous time by the names that options and reports give them. This class has no state. */
public final class PurchaseModels {
    private static final Map<String, PurchaseModelFitter> FITTERS = fitters();

    private PurchaseModels() {}

    private static Map<String, PurchaseModelFitter> fitters() {
        Map<String, PurchaseModelFitter> fitters = new LinkedHashMap<>();
        fitters.put("bg-nbd", BgNbd.withDefaults()::fit);
        fitters.put("mbg-nbd", MbgNbd.withDefaults()::fit);
        fitters.put("pareto-nbd", ParetoNbd.withDefaults()::fit);
        fitters.put("ggompertz-nbd", GGompertzNbd.withDefaults()::fit);
        fitters.put("bg-cnbd-k", Cnbd.of(DropoutTiming.AFTER_REPEAT_PURCHASES)::fit);
        fitters.put("mbg-cnbd-k", Cnbd.of(DropoutTiming.AFTER_EVERY_PURCHASE)::fit);
        return Collections.unmodifiableMap(fitters);
    }

    /**
     * Returns every fitter with its defaults.
     *
     * @return the fitters of bg-nbd, mbg-nbd, pareto-nbd, ggompertz-nbd, bg-cnbd-k and mbg-cnbd-k, in this order; the last
     *     two choose their regularity k and need a table that knows the times between purchases
     */
    public static Map<String, PurchaseModelFitter> all() {
        return FITTERS;
    }

    /**
     * Returns the fitter of a name.
     *
     * @param name the name, one of the keys of {@link #all()}
     * @return the fitter
     * @throws IllegalArgumentException if there is none of this name
     */
    public static PurchaseModelFitter of(String name) {
        PurchaseModelFitter fitter = FITTERS.get(name);
        if (fitter == null) {
            throw new IllegalArgumentException(
                    "model must be one of %s, was '%s'".formatted(String.join(", ", FITTERS.keySet()), name));
        }
        return fitter;
    }
}
