package io.github.staycurve.segmentation.rfm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Small tables for tests. */
final class Tables {
    private Tables() {}

    /** Returns a table whose measures all have these values, of customers c0, c1 and on. */
    static RfmTable same(double... values) {
        String[] ids = new String[values.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "c" + i;
        }
        return RfmTable.of(ids, values, values, values);
    }

    /** Draws customers with many ties, in no order; money in quarters, some of it negative. */
    static List<RfmRow> random(SplittableRandom random) {
        int customers = 1 + random.nextInt(60);
        int days = 1 + random.nextInt(80);
        int orders = 1 + random.nextInt(8);
        int money = 1 + random.nextInt(200);
        List<RfmRow> rows = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            rows.add(RfmRow.of(
                            "c" + i,
                            random.nextInt(days),
                            1 + random.nextInt(orders) * random.nextInt(2),
                            (random.nextInt(money) - 10) / 4.0)
                    .withEngagement(random.nextInt(5))
                    .withTenure(80 + random.nextInt(days)));
        }
        Collections.shuffle(rows, new Random(random.nextLong()));
        return rows;
    }
}
