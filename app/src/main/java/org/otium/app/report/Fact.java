package org.otium.app.report;

/**
 * A headline number.
 *
 * @param name what it is
 * @param value the number as people read it
 * @param note a remark in small type; may be empty
 */
public record Fact(String name, String value, String note) {}
