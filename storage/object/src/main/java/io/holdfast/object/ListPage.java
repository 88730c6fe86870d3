package io.holdfast.object;

import java.util.List;
import java.util.Optional;

/// Keys and rolled-up prefixes at one moment, each in the order of their UTF-8 bytes.
///
/// @param next where the next page goes on, to be given as `after`; empty when this is the last
public record ListPage(List<ObjectInfo> objects, List<String> prefixes, Optional<String> next) {
    public ListPage {
        objects = List.copyOf(objects);
        prefixes = List.copyOf(prefixes);
    }
}
