package io.github.staycurve.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    private static final JsonObject MODEL = JsonObject.parse("""
            {"parameters": {"r": "x", "alpha": 4.5, "a": null}, "rows": 12, "converged": true,
             "values": [1, 2.5, "three", [4], {"five": 5}], "at": "1997-09-30"}
            """);

    private static JsonObject.Builder object() {
        return JsonObject.builder();
    }

    @Test
    void isWrittenWithTwoBlanksInTheOrderOfTheFields() {
        JsonObject document = object().put("model", "bg-nbd")
                .put("version", 1)
                .putObject("parameters", p -> p.put("r", 0.2425942667783749).put("a", OptionalDouble.empty()))
                .put("covariance", new double[] {1, -0.0, 1e-300})
                .put("converged", true)
                .put("empty", JsonObject.builder().build())
                .put("nothing", List.of())
                .put("examples", List.of(JsonObject.builder().put("line", 7).build(), "x", 3, 2.0f))
                .putNull("note")
                .put("b", OptionalDouble.of(2))
                .build();
        assertThat(document.toJson()).isEqualTo("""
                        {
                          "model": "bg-nbd",
                          "version": 1,
                          "parameters": {
                            "r": 0.2425942667783749,
                            "a": null
                          },
                          "covariance": [ 1.0, -0.0, 1.0E-300 ],
                          "converged": true,
                          "empty": {},
                          "nothing": [],
                          "examples": [ {
                            "line": 7
                          }, "x", 3, 2.0 ],
                          "note": null,
                          "b": 2.0
                        }""");
        assertThat(document).hasToString(document.toJson());
        assertThat(JsonObject.parse(document.toJson())).isEqualTo(document).hasSameHashCodeAs(document);
        assertThat(document.names())
                .startsWith("model", "version", "parameters")
                .endsWith("note", "b");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 100_000_000_000L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE})
    void wholeNumbersAreWrittenInFull(long value) {
        String json = object().put("n", value).build().toJson();
        assertThat(json).contains("\"n\": " + value);
        assertThat(JsonObject.parse(json).whole("n")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -0.0, 0.1, 1e15, 1e22, 2.5e-308, Double.MIN_VALUE, Double.MAX_VALUE, 1 / 3.0})
    void doublesReadBackToTheLastBit(double value) {
        double back =
                JsonObject.parse(object().put("x", value).build().toJson()).number("x");
        assertThat(Double.doubleToRawLongBits(back)).isEqualTo(Double.doubleToRawLongBits(value));
    }

    @Test
    void randomTreesReadBackEqual() {
        for (long seed = 0; seed < 500; seed++) {
            JsonObject document = randomObject(new SplittableRandom(seed), 0);
            String json = document.toJson();
            JsonObject back = JsonObject.parse(json);
            assertThat(back).as("seed %d", seed).isEqualTo(document);
            assertThat(back.toJson()).as("seed %d", seed).isEqualTo(json); // and in the same order
        }
    }

    private static JsonObject randomObject(SplittableRandom random, int depth) {
        JsonObject.Builder builder = JsonObject.builder();
        int fields = random.nextInt(6);
        for (int i = 0; i < fields; i++) {
            String name = i + randomText(random);
            Object value = randomValue(random, depth);
            if (value instanceof JsonObject object) {
                builder.put(name, object);
            } else if (value instanceof List<?> list) {
                builder.put(name, list);
            } else if (value instanceof String text) {
                builder.put(name, text);
            } else if (value instanceof Double number) {
                builder.put(name, number);
            } else if (value instanceof Long number) {
                builder.put(name, number);
            } else if (value instanceof Boolean flag) {
                builder.put(name, flag);
            } else {
                builder.putNull(name);
            }
        }
        return builder.build();
    }

    private static @Nullable Object randomValue(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth < 4 ? 7 : 5)) {
            case 0 -> randomNumber(random);
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> randomText(random);
            case 3 -> random.nextBoolean();
            case 4 -> null;
            case 5 -> randomObject(random, depth + 1);
            default -> randomList(random, depth + 1);
        };
    }

    /** Any finite double, of any size. */
    private static Object randomNumber(SplittableRandom random) {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : 0.5;
    }

    private static Object randomList(SplittableRandom random, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            list.add(randomValue(random, depth));
        }
        return list;
    }

    /** Control characters, quotes, letters of many scripts, pairs of surrogates and lone ones. */
    private static String randomText(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x30));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
                default -> text.append("\"\\/{}[]:,e".charAt(random.nextInt(10)));
            }
        }
        return text.toString();
    }

    @Test
    void gettersReturnWhatIsThere() {
        assertThat(MODEL.number("rows")).isEqualTo(12);
        assertThat(MODEL.whole("rows")).isEqualTo(12);
        assertThat(MODEL.bool("converged")).isTrue();
        assertThat(MODEL.text("at")).isEqualTo("1997-09-30");
        assertThat(MODEL.object("parameters").number("alpha")).isEqualTo(4.5);
        assertThat(MODEL.has("rows")).isTrue();
        assertThat(MODEL.has("row")).isFalse();
        assertThat(MODEL.object("parameters").has("a")).isTrue();
        JsonList values = MODEL.list("values");
        assertThat(values.size()).isEqualTo(5);
        assertThat(values.number(1)).isEqualTo(2.5);
        assertThat(values.text(2)).isEqualTo("three");
        assertThat(values.list(3).numbers()).containsExactly(4);
        assertThat(values.object(4).whole("five")).isEqualTo(5);
        assertThat(values).isEqualTo(MODEL.list("values")).hasSameHashCodeAs(MODEL.list("values"));
        assertThat(values.list(3)).hasToString("[4]").isNotEqualTo(values);
        assertThat(JsonObject.parse("{\"n\": 1e3}").whole("n")).isEqualTo(1000);
    }

    @Test
    void listsReadAsAWhole() {
        JsonObject document =
                JsonObject.parse("{\"n\": [1, 2.5], \"t\": [\"a\", \"b\"], \"o\": [{\"x\": 1}, {\"x\": 2}]}");
        assertThat(document.list("n").numbers()).containsExactly(1, 2.5);
        assertThat(document.list("t").texts()).containsExactly("a", "b");
        assertThat(document.list("o").objects()).extracting(o -> o.number("x")).containsExactly(1.0, 2.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> document.list("o").objects().get(1).text("x"))
                .withMessage("o[1].x must be text, was 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> document.list("t").numbers())
                .withMessage("t[0] must be a number, was \"a\"");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> document.list("t").text(2));
    }

    @Test
    void optionalGettersTakeNothingForNothingAndRefuseTheRest() {
        JsonObject parameters = MODEL.object("parameters");
        assertThat(parameters.optionalNumber("a")).isEmpty();
        assertThat(parameters.optionalNumber("b")).isEmpty();
        assertThat(parameters.optionalNumber("alpha")).hasValue(4.5);
        assertThat(parameters.optionalText("a")).isEmpty();
        assertThat(parameters.optionalText("r")).hasValue("x");
        assertThat(MODEL.optionalObject("parameters")).hasValue(parameters);
        assertThat(MODEL.optionalObject("none")).isEmpty();
        assertThat(MODEL.optionalList("values").orElseThrow().size()).isEqualTo(5);
        assertThat(MODEL.optionalList("none")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.optionalNumber("r"))
                .withMessage("parameters.r must be a number, was \"x\"");
    }

    @Test
    void errorsNameThePathTheValueAndWhatWasExpected() {
        JsonObject parameters = MODEL.object("parameters");
        assertRefusal(() -> parameters.number("r"), "parameters.r must be a number, was \"x\"");
        assertRefusal(() -> parameters.number("a"), "parameters.a must be a number, was null");
        assertRefusal(() -> parameters.number("b"), "parameters.b must be a number, was missing");
        assertRefusal(() -> parameters.whole("alpha"), "parameters.alpha must be a whole number, was 4.5");
        assertRefusal(() -> MODEL.text("rows"), "rows must be text, was 12");
        assertRefusal(() -> MODEL.text("parameters"), "parameters must be text, was an object");
        assertRefusal(() -> MODEL.object("values"), "values must be an object, was a list");
        assertRefusal(() -> MODEL.list("converged"), "converged must be a list, was true");
        assertRefusal(() -> MODEL.bool("at"), "at must be true or false, was \"1997-09-30\"");
        assertRefusal(() -> MODEL.list("values").object(0), "values[0] must be an object, was 1");
        assertRefusal(
                () -> JsonObject.parse("{\"t\": \"a\\nb\\u2028" + "y".repeat(100) + "\"}")
                        .number("t"),
                "t must be a number, was \"a b " + "y".repeat(36) + "...\"");
        assertRefusal(() -> JsonObject.parse("{\"n\": 1e300}").whole("n"), "n must be a whole number, was 1.0E300");
    }

    private static void assertRefusal(Runnable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | JSON must be an object, was empty",
                "`  ` | JSON must be an object, was empty",
                "[1] | JSON must be an object, was a list",
                "12 | JSON must be an object, was \"12\"",
                "null | JSON must be an object, was \"null\"",
                "{\"a\": 1} {} | invalid JSON at line 1, column 10: something follows after the object",
                "{\"a\": 1} x | invalid JSON at line 1, column 10: Unrecognized token 'x'",
                "{\"a\": NaN} | invalid JSON at line 1, column 10: Non-standard token 'NaN'",
                "{\"a\": Infinity} | invalid JSON at line 1, column 15: Non-standard token 'Infinity'",
                "{\"a\": -Infinity} | invalid JSON at line 1, column 16: Non-standard token '-Infinity'",
                "{\"a\": 1e999} | invalid JSON at line 1, column 7: a must be in the range of a double, was 1e999",
                "{\"a\": {\"b\": 1, \"b\": 2}} | invalid JSON at line 1, column 16: the field \"a.b\" comes twice",
                "{\"a\": 1,} | invalid JSON at line 1, column 9:",
                "{\"a\": 01} | invalid JSON at line 1, column 8: Invalid numeric value",
                "{'a': 1} | invalid JSON at line 1, column 2:",
                "{\"a\": 1 /* one */} | invalid JSON at line 1, column 9:",
                "{\"a\": 1 | invalid JSON at line 1, column 8: Unexpected end-of-input",
                "{\"a | invalid JSON at line 1, column 4: Unexpected end-of-input",
                "{\"a\": \"\\x\"} | invalid JSON at line 1, column 9: Unrecognized character escape 'x'",
            })
    void textThatIsNoStrictJsonIsRefused(@Nullable String json, String message) {
        String text = json == null ? "" : json;
        Throwable refusal = catchThrowable(() -> JsonObject.parse(text));
        assertThat(refusal).isInstanceOf(IllegalArgumentException.class).hasNoCause();
        assertThat(refusal).hasMessageStartingWith(message);
        assertThat(refusal).message().doesNotContain("\n", "Source", "enable", "Feature");
    }

    @Test
    void aNumberOfAThousandDigitsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonObject.parse("{\"a\": " + "7".repeat(2000) + "}"))
                .withMessage("invalid JSON: Number value length (2000) exceeds the maximum");
    }

    @Test
    void damagedDocumentsEndInOneLineWhateverTheDamage() {
        String json = randomObject(new SplittableRandom(8), 0)
                + "{\"r\": -1.5e3, \"t\": \"a\\u00e9\\n\", \"l\": [true, null, {\"x\": [1]}]}";
        String good = "{\"all\": [" + json.replace("}{", "}, {") + "]}";
        JsonObject.parse(good);
        for (long seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder damaged = new StringBuilder(good);
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.setLength(at);
                case 1 -> damaged.deleteCharAt(at);
                default -> damaged.setCharAt(at, (char) random.nextInt(0x80));
            }
            Throwable refusal = catchThrowable(() -> JsonObject.parse(damaged.toString()));
            if (refusal != null) { // some damage leaves JSON: another digit, another letter
                assertThat(refusal).as("seed %d", seed).isExactlyInstanceOf(IllegalArgumentException.class);
                assertThat(refusal).message().as("seed %d", seed).hasLineCount(1);
                assertThat(refusal).message().as("seed %d", seed).doesNotContain("Source", "Feature");
            }
        }
    }

    @Test
    void nestingEndsAtSixtyFour() {
        String deepest = "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}";
        assertThat(JsonObject.parse(JsonObject.parse(deepest).toJson())).isEqualTo(JsonObject.parse(deepest));
        assertRefusal(
                () -> JsonObject.parse("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}"),
                "invalid JSON at line 1, column 69: nested deeper than 64");
        Throwable bottomless = catchThrowable(() -> JsonObject.parse("{\"a\":".repeat(1_000_000)));
        assertThat(bottomless)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("nested deeper than 64");

        JsonObject nested = JsonObject.builder().build();
        for (int i = 0; i < 64; i++) {
            nested = JsonObject.builder().put("a", nested).build();
        }
        assertRefusal(nested::toJson, "JSON must not nest deeper than 64");
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        assertRefusal(() -> object().put("a", endless), "lists must not nest deeper than 64");
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedByTheirPath() {
        assertRefusal(() -> object().put("r", Double.NaN), "r must be finite, was NaN");
        assertRefusal(
                () -> object().put("r", OptionalDouble.of(Double.NEGATIVE_INFINITY)),
                "r must be finite, was -Infinity");
        assertRefusal(() -> object().put("r", new double[] {1, Double.NaN}), "r[1] must be finite, was NaN");
        assertRefusal(() -> object().put("r", List.of(List.of(Float.NaN))), "r[0][0] must be finite, was NaN");
        assertRefusal(
                () -> object().putObject("models", m -> m.putObject("spend", s -> s.put("p", Double.NaN))),
                "models.spend.p must be finite, was NaN");
    }

    @Test
    void aNameComesOnceAndAValueHasAForm() {
        assertRefusal(() -> object().put("r", 1).put("r", 2.0), "r is in the document already");
        assertRefusal(() -> object().putObject("p", p -> p.put("r", 1).putNull("r")), "p.r is in the document already");
        assertRefusal(
                () -> object().put("days", List.of(LocalDate.EPOCH)),
                "days[0] must be a JsonObject, a list, text, a number, a boolean or null, was a java.time.LocalDate");
    }

    @Test
    void whatWasBuiltDoesNotChange() {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(1, (short) 2, (byte) 3, null));
        JsonObject.Builder builder = object().put("v", values);
        JsonObject before = builder.build();
        values.set(0, 99);
        builder.put("w", 1);
        assertThat(before.names()).containsExactly("v");
        assertThat(before.list("v").number(0)).isEqualTo(1);
        assertThat(builder.build().names()).containsExactly("v", "w");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> before.names().remove(0));
    }

    @Test
    void hugeWholeNumbersBecomeDoubles() {
        JsonObject document = JsonObject.parse("{\"n\": 123456789012345678901234567890, \"m\": 9223372036854775807}");
        assertThat(document.number("n")).isEqualTo(1.2345678901234568e29);
        assertThat(document.number("m")).isEqualTo(0x1p63);
        assertThat(document.whole("m")).isEqualTo(Long.MAX_VALUE);
    }
}
