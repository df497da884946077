package io.github.staycurve.churn.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Short names of long descriptions. This class has no state. */
public final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {}

    /**
     * Returns the fingerprint of a text.
     *
     * @param text the text
     * @return 16 hexadecimal digits, the first of its SHA-256
     */
    public static String of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
