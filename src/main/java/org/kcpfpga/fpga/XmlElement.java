package org.kcpfpga.fpga;

import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An element of IP-XACT to which children are added in the order in which they stand. */
final class XmlElement {
  static final String SPIRIT = "http://www.spiritconsortium.org/XMLSchema/SPIRIT/1685-2009";
  static final String XILINX = "http://www.xilinx.com";

  private final Element element;
  private final String prefix;

  private XmlElement(Element element, String prefix) {
    this.element = element;
    this.prefix = prefix;
  }

  /** The root, which declares both namespaces. */
  static XmlElement root(String name) {
    try {
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
      Element root = document.createElementNS(SPIRIT, "spirit:" + name);
      root.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:xilinx", XILINX);
      document.appendChild(root);
      return new XmlElement(root, "spirit");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A child in the namespace of this element. */
  XmlElement add(String name) {
    return add(name, prefix);
  }

  /** A child in the namespace of the vendor Xilinx. */
  XmlElement addXilinx(String name) {
    return add(name, "xilinx");
  }

  private XmlElement add(String name, String space) {
    String uri = space.equals("xilinx") ? XILINX : SPIRIT;
    Element child = element.getOwnerDocument().createElementNS(uri, space + ":" + name);
    element.appendChild(child);
    return new XmlElement(child, space);
  }

  /** A child that holds a text; returns this element. */
  XmlElement text(String name, Object text) {
    add(name).element.setTextContent(String.valueOf(text));
    return this;
  }

  /** An attribute in the namespace of this element; returns this element. */
  XmlElement attribute(String name, String value) {
    String uri = prefix.equals("xilinx") ? XILINX : SPIRIT;
    element.setAttributeNS(uri, prefix + ":" + name, value);
    return this;
  }

  /** The text of this element itself; returns this element. */
  XmlElement content(String text) {
    element.setTextContent(text);
    return this;
  }

  /** The whole document. */
  String document() {
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.INDENT, "yes");
      transformer.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", "2");
      element.getOwnerDocument().setXmlStandalone(true);
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(element.getOwnerDocument()), new StreamResult(text));
      return text.toString().replaceFirst("\\?><", "?>\n<");
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
  }
}
