package io.github.staycurve.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    private final NumberText numbers = new NumberText();
    private final Cell cell = new Cell();

    private double parse(String text) {
        cell.set(text);
        return numbers.parse(cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "5",
                "+5",
                "-5.25",
                "12.50",
                ".5",
                "5.",
                "1e3",
                "1E+3",
                "25e-3",
                "  7 ",
                "\t7\t",
                "000000000000000000000000012.5",
                "0.1",
                "1e15",
                "-1000000000000000",
                "999999999999999",
                "9007199254740993e-1",
                "0.000000000000000000000000000000000001",
                "4.9e-324",
                "2.4703282292062327e-324",
                "1e-400",
                "1e22e",
                "123456789012345678901234567890e-20",
                "0e999999999999",
                "0.3e1",
                "179769313486231570e-3"
            })
    void isWhatTheLibraryReads(String text) {
        double read = parse(text);
        if (text.endsWith("e")) {
            assertThat(read).isNaN();
        } else {
            assertThat(read).isEqualTo(Double.parseDouble(text));
        }
    }

    @RepeatedTest(50)
    void randomNumbersAreReadToTheLastBit(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2000; i++) {
            String text = random(random);
            double expected = Double.parseDouble(text);
            double read = parse(text);
            if (Math.abs(expected) > 1e15) {
                assertThat(read).as("seed %d: %s", seed, text).isNaN();
                assertThat(numbers.flaw()).isEqualTo(Flaw.BEYOND_LIMIT);
            } else {
                assertThat(read).as("seed %d: %s", seed, text).isEqualTo(expected + 0.0);
            }
        }
    }

    private static String random(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        text.append(new String[] {"", "-", "+"}[random.nextInt(3)]);
        int whole = random.nextInt(20);
        digits(random, whole, text);
        int fraction = whole == 0 ? 1 + random.nextInt(20) : random.nextInt(20);
        if (fraction > 0) {
            text.append('.');
            digits(random, fraction, text);
        }
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(-40, 20));
        }
        return text.toString();
    }

    private static void digits(SplittableRandom random, int count, StringBuilder text) {
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "-0.00", "-0e5", "0"})
    void minusNothingIsNothing(String text) {
        assertThat(Double.doubleToRawLongBits(parse(text))).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~|MISSING",
                "~   ~|MISSING",
                "12,50|DECIMAL_COMMA",
                "-12,5|DECIMAL_COMMA",
                "1,234.50|GROUPED_DIGITS",
                "1.234,50|GROUPED_DIGITS",
                "1,234,567|GROUPED_DIGITS",
                "1.234.567|GROUPED_DIGITS",
                "1_000|GROUPED_DIGITS",
                "1 000|GROUPED_DIGITS",
                "1'000|GROUPED_DIGITS",
                "$5|CURRENCY_SIGN",
                "5 €|CURRENCY_SIGN",
                "5 EUR|CURRENCY_SIGN",
                "usd 5|CURRENCY_SIGN",
                "NaN|NOT_FINITE",
                "-Infinity|NOT_FINITE",
                "+inf|NOT_FINITE",
                "0x1p3|NOT_A_NUMBER",
                "1d|NOT_A_NUMBER",
                "1f|NOT_A_NUMBER",
                "five|NOT_A_NUMBER",
                "-|NOT_A_NUMBER",
                ".|NOT_A_NUMBER",
                "e5|NOT_A_NUMBER",
                "1e|NOT_A_NUMBER",
                "1e+|NOT_A_NUMBER",
                "1e5.5|NOT_A_NUMBER",
                "1ee5|NOT_A_NUMBER",
                "--5|NOT_A_NUMBER",
                "5-|NOT_A_NUMBER",
                "(5.00)|NOT_A_NUMBER",
                "٣|NOT_A_NUMBER",
                "1e400|BEYOND_LIMIT",
                "-1e16|BEYOND_LIMIT",
                "1000000000000001|BEYOND_LIMIT",
                "1e99999999999999999999|BEYOND_LIMIT",
            })
    void saysWhatIsWrong(String text, Flaw flaw) {
        assertThat(parse(text)).isNaN();
        assertThat(numbers.flaw()).isEqualTo(flaw);
    }

    @ParameterizedTest
    @ValueSource(ints = {4097, 10_000_000})
    void longerThanANumberIs(int length) {
        assertThat(parse("9".repeat(length))).isNaN();
        assertThat(numbers.flaw()).isEqualTo(Flaw.TOO_LONG);
    }
}
