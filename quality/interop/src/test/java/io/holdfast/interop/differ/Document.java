package io.holdfast.interop.differ;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A document of XML, flat: each path of elements with the texts that stand there, in order.
record Document(Map<String, List<String>> values) {
    /// Empty when the bytes are no XML.
    static Optional<Document> parse(byte[] bytes) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        Map<String, List<String>> values = new TreeMap<>();
        try {
            XMLStreamReader reader =
                    factory.createXMLStreamReader(new ByteArrayInputStream(bytes), "UTF-8");
            read(reader, values);
            return Optional.of(new Document(values));
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static void read(XMLStreamReader reader, Map<String, List<String>> values)
            throws XMLStreamException {
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        boolean isLeaf = false;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    path.addLast(reader.getLocalName());
                    String here = String.join("/", path);
                    if (path.size() == 1) {
                        String space = reader.getNamespaceURI();
                        add(values, here + " xmlns", space == null ? "" : space);
                    }
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        add(
                                values,
                                here + " @" + reader.getAttributeLocalName(i),
                                reader.getAttributeValue(i));
                    }
                    text.setLength(0);
                    isLeaf = true;
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA ->
                        text.append(reader.getText());
                case XMLStreamReader.END_ELEMENT -> {
                    if (isLeaf) {
                        add(values, String.join("/", path), text.toString());
                    }
                    isLeaf = false;
                    path.removeLast();
                }
                default -> {}
            }
        }
    }

    private static void add(Map<String, List<String>> values, String path, String value) {
        values.computeIfAbsent(path, unknown -> new ArrayList<>()).add(value);
    }

    /// The first value of an element of that name, at any depth.
    Optional<String> first(String element) {
        return values.entrySet().stream()
                .filter(entry -> ("/" + entry.getKey()).endsWith("/" + element))
                .map(entry -> entry.getValue().getFirst())
                .findFirst();
    }
}
