package io.github.staycurve.core.ingest;

import java.util.Locale;
import java.util.Set;

/** Guesses what someone meant by a text that is no number, for the hint in the message. */
final class NumberFlaws {
    private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "infinity");
    private static final Set<String> CURRENCIES = Set.of("usd", "eur", "gbp", "chf", "jpy", "cny", "inr", "brl");

    private NumberFlaws() {}

    static Flaw of(char[] text, int from, int to) {
        String word = new String(text, from, to - from).toLowerCase(Locale.ROOT);
        if (NOT_FINITE.contains(word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word)) {
            return Flaw.NOT_FINITE;
        }
        if (word.chars().anyMatch(c -> Character.getType(c) == Character.CURRENCY_SYMBOL)
                || CURRENCIES.stream().anyMatch(code -> word.startsWith(code) || word.endsWith(code))) {
            return Flaw.CURRENCY_SIGN;
        }
        return ofPunctuation(word);
    }

    private static Flaw ofPunctuation(String word) {
        if (!word.chars().allMatch(NumberFlaws::isDigitOrMark) || word.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return Flaw.NOT_A_NUMBER;
        }
        int comma = word.indexOf(',');
        boolean otherGroups = word.chars().anyMatch(NumberFlaws::groups);
        boolean onePoint = word.indexOf('.') == word.lastIndexOf('.');
        if (comma >= 0 && comma == word.lastIndexOf(',') && word.indexOf('.') < 0 && !otherGroups) {
            return Flaw.DECIMAL_COMMA;
        }
        return comma >= 0 || otherGroups || !onePoint ? Flaw.GROUPED_DIGITS : Flaw.NOT_A_NUMBER;
    }

    private static boolean isDigitOrMark(int c) {
        return (c >= '0' && c <= '9') || c == ',' || c == '.' || c == '-' || c == '+' || groups(c);
    }

    private static boolean groups(int c) {
        return c == '_' || c == '\'' || c == '’' || Character.isSpaceChar(c);
    }
}
