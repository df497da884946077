package io.github.staycurve.examples.report;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.PurchaseModelFit;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.examples.UserError;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The purchase models that {@code --model} knows, and how each is fitted. */
enum PurchaseModelChoice {
    /** BG/NBD. */
    BG_NBD("bg-nbd"),
    /** The best of those there are; there is one so far. */
    AUTO("auto");

    private final String label;

    PurchaseModelChoice(String label) {
        this.label = label;
    }

    PurchaseModelFit fit(CustomerSummaryTable table) {
        return switch (this) {
            case BG_NBD, AUTO -> BgNbd.withDefaults().fit(table);
        };
    }

    static PurchaseModelChoice ofName(String name) {
        for (PurchaseModelChoice choice : values()) {
            if (choice.label.equals(name)) {
                return choice;
            }
        }
        String known = Arrays.stream(values()).map(c -> c.label).collect(Collectors.joining(" or "));
        throw new UserError("--model must be %s, was '%s'".formatted(known, name));
    }
}
