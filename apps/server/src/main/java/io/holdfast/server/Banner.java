package io.holdfast.server;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.ErasureSet;
import io.holdfast.cluster.MemberState;
import java.util.List;

/// What a start tells the person at the terminal.
final class Banner {
    private Banner() {}

    static String of(String version, ServerPlan plan, Node node) {
        StringBuilder text = new StringBuilder("Holdfast ").append(version).append('\n');
        String scheme = node.listener().isSecure() ? "https" : "http";
        for (String host : hosts(plan.address().host())) {
            ListenAddress address = new ListenAddress(host, node.listener().port());
            text.append("  S3:     ").append(scheme).append("://").append(address).append('\n');
        }
        text.append("  Drives: ").append(drives(node.cluster())).append('\n');
        return text.append("  Docs:   docs/operating/\n").toString();
    }

    private static List<String> hosts(String host) {
        return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::")
                ? List.of("127.0.0.1")
                : List.of(host);
    }

    private static String drives(Cluster cluster) {
        int all = 0;
        int inService = 0;
        StringBuilder sets = new StringBuilder();
        for (ErasureSet set : cluster.sets()) {
            all += set.geometry().drives();
            inService +=
                    (int)
                            set.members().stream()
                                    .filter(member -> member.drive().isPresent())
                                    .filter(member -> member.state() == MemberState.IN_SERVICE)
                                    .count();
        }
        ErasureSet first = cluster.sets().getFirst();
        sets.append(
                "%d of %d in service, %d %s, %d data + %d parity"
                        .formatted(
                                inService,
                                all,
                                cluster.sets().size(),
                                cluster.sets().size() == 1 ? "set" : "sets",
                                first.geometry().data(),
                                first.geometry().parity()));
        return cluster.epoch() == 0
                ? sets + "; READ-ONLY until more drives return"
                : sets.toString();
    }
}
