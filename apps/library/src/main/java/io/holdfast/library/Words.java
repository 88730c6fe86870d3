package io.holdfast.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/// A line of words: percent-encoded, parted by blanks, with a mark at the front so that an empty
/// word is a word.
final class Words {
    private Words() {}

    static String join(List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(' ').append(URLEncoder.encode(word, UTF_8));
        }
        return line.toString();
    }

    /// @throws IllegalArgumentException when it is no such line
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        if (line.isEmpty()) {
            return words;
        }
        if (line.charAt(0) != ' ') {
            throw new IllegalArgumentException("not a line of words: " + line);
        }
        for (String word : line.substring(1).split(" ", -1)) {
            words.add(URLDecoder.decode(word, UTF_8));
        }
        return words;
    }
}
