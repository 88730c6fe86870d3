package io.holdfast.s3.wire;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of a client's document: name without prefix, `xsi:type`, text, children in order.
/// Namespaces and other attributes do not matter to any request.
public final class XmlElement {
    // Deeper than any S3 document; a bound on a stranger's demands.
    private static final int DEPTH_MAX = 16;
    // Ten thousand parts with seven children each, and room.
    private static final int ELEMENTS_MAX = 120_000;
    private static final int ATTRIBUTES_MAX = 32;
    private static final int TEXT_CHARS_MAX = 1 << 20;
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final XMLInputFactory FACTORY = factory();

    private final String name;
    private final String type;
    private final StringBuilder text = new StringBuilder(0);
    private final List<XmlElement> children = new ArrayList<>(4);

    private XmlElement(String name, String type) {
        this.name = name;
        this.type = type;
    }

    /// Reads a document.
    ///
    /// @throws S3Exception MALFORMED_XML when it is not well formed, has a DTD, is too deep or too
    ///   large, or has another root
    public static XmlElement parse(byte[] document, String... roots) throws S3Exception {
        XmlElement root = parse(document);
        for (String allowed : roots) {
            if (root.name.equals(allowed)) {
                return root;
            }
        }
        throw new S3Exception(ErrorCode.MALFORMED_XML);
    }

    public String name() {
        return name;
    }

    /// Its `xsi:type`; empty without one.
    public String type() {
        return type;
    }

    /// Text of this element without that of its children, trimmed.
    public String text() {
        return text.toString().strip();
    }

    /// Text as it was sent; a key may begin or end with a space.
    public String rawText() {
        return text.toString();
    }

    public List<XmlElement> children() {
        return List.copyOf(children);
    }

    public List<XmlElement> children(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).toList();
    }

    public Optional<XmlElement> child(String wanted) {
        for (XmlElement child : children) {
            if (child.name.equals(wanted)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /// Trimmed text of a child; empty text when there is none.
    public String childText(String wanted) {
        return child(wanted).map(XmlElement::text).orElse("");
    }

    private static XmlElement parse(byte[] document) throws S3Exception {
        try {
            XMLStreamReader reader =
                    FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException _) {
            // Parsers report some damage by unchecked exceptions of their own.
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
    }

    private static XmlElement read(XMLStreamReader reader) throws XMLStreamException, S3Exception {
        XmlElement top = new XmlElement("", "");
        Deque<XmlElement> open = new ArrayDeque<>();
        open.push(top);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement element = new XmlElement(reader.getLocalName(), type(reader));
                    open.element().children.add(element);
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        open.element().text.append(reader.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new S3Exception(ErrorCode.MALFORMED_XML);
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        return top.children.getFirst();
    }

    private static String type(XMLStreamReader reader) {
        String type = reader.getAttributeValue(INSTANCE, "type");
        return type == null ? "" : type;
    }

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH_MAX);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) ELEMENTS_MAX);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, ATTRIBUTES_MAX);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, TEXT_CHARS_MAX);
        return factory;
    }
}
