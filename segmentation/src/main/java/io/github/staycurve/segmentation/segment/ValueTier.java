package io.github.staycurve.segmentation.segment;

/** How valuable a customer is: the three tiers, also known as A, B and C. */
public enum ValueTier {
    /** The customers who bring the most; A. */
    HIGH("high", 'A'),

    /** The customers next to them; B. */
    MIDDLE("middle", 'B'),

    /** All others, and whoever brought nothing or less; C. */
    LOW("low", 'C');

    private final String label;
    private final char letter;

    ValueTier(String label, char letter) {
        this.label = label;
        this.letter = letter;
    }

    /**
     * Returns the tier's name in documents and columns.
     *
     * @return {@code high}, {@code middle} or {@code low}
     */
    public String label() {
        return label;
    }

    /**
     * Returns the tier's letter in an ABC analysis.
     *
     * @return A, B or C
     */
    public char letter() {
        return letter;
    }
}
