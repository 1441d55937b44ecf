package org.otium.app.report;

import java.util.List;
import org.otium.app.pictures.SampleTiles;

/**
 * One class before and after a flow: the same particles in both.
 *
 * @param name the class
 * @param classPosition its position, which decides its colour
 * @param before particles at the start
 * @param after particles at the end
 * @param becomes which class of the target they are at the end; empty if that is not known
 */
public record ClassStrip(
    String name,
    int classPosition,
    List<SampleTiles.Frame> before,
    List<SampleTiles.Frame> after,
    String becomes) {}
