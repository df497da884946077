package io.github.staycurve.core.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Gives each distinct text a code, in the order of first appearance. An instance is not thread-safe. */
final class IdDictionary {
    private final Map<String, Integer> codes = new HashMap<>();
    private String[] names = new String[64];
    private String last = "";
    private int lastCode = -1;

    /** Returns the code of a text that is not empty, a new one if it was not seen yet. */
    int codeOf(String text) {
        if (text.equals(last)) { // sources are often sorted by customer
            return lastCode;
        }
        int next = codes.size();
        Integer known = codes.putIfAbsent(text, next);
        if (known == null) {
            if (next == names.length) {
                names = Arrays.copyOf(names, 2 * next);
            }
            names[next] = text;
        }
        last = text;
        lastCode = known == null ? next : known;
        return lastCode;
    }

    String name(int code) {
        return names[code];
    }

    /** Returns those texts, in their order, whose codes are among the first so many of an array. */
    String[] sorted(int[] used, int count) {
        boolean[] wanted = new boolean[codes.size()];
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            int code = used[i];
            if (code >= 0 && !wanted[code]) {
                wanted[code] = true;
                distinct++;
            }
        }
        String[] sorted = new String[distinct];
        int to = 0;
        for (int code = 0; code < wanted.length; code++) {
            if (wanted[code]) {
                sorted[to++] = names[code];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** Returns the place of each code's text among sorted ones; -1 for one not there. */
    int[] ranks(String[] sorted) {
        int[] ranks = new int[codes.size()];
        Arrays.fill(ranks, -1);
        for (int rank = 0; rank < sorted.length; rank++) {
            ranks[codes.getOrDefault(sorted[rank], -1)] = rank;
        }
        return ranks;
    }
}
