package io.github.staycurve.clv.model;

/** After which purchases a customer may leave, in the models in which dropout follows a purchase. */
public enum DropoutTiming {
    /** After a repeat purchase: a one-time buyer is still a customer. The BG models. */
    AFTER_REPEAT_PURCHASES,
    /** After any purchase, the first one included. The MBG models. */
    AFTER_EVERY_PURCHASE;

    /** Returns the number of coins tossed for a customer without repeat purchases. */
    int coins() {
        return this == AFTER_EVERY_PURCHASE ? 1 : 0;
    }
}
