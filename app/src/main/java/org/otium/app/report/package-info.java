/**
 * Reports as single pages that load nothing. A {@link org.otium.app.report.Page} is put together
 * from sections, tables and figures:
 *
 * <ul>
 *   <li>{@link org.otium.app.report.LineFigure}: curves, with a switch between linear and
 *       logarithmic, and zoom;
 *   <li>{@link org.otium.app.report.StackedAreaFigure}: how a whole is divided along a flow, such
 *       as label counts;
 *   <li>{@link org.otium.app.report.ScatterFigure}: particles of the plane or of space along a
 *       flow, played and scrubbed;
 *   <li>{@link org.otium.app.report.ImageGridFigure}: images by class along a flow, played and
 *       scrubbed;
 *   <li>{@link org.otium.app.report.HeatmapFigure}: class couplings and distance matrices;
 *   <li>{@link org.otium.app.report.TernaryFigure}: values on the simplex of three weights.
 * </ul>
 *
 * {@link org.otium.app.report.Page#multiples} puts several side by side, with one scrubber for all
 * of them. Every figure also draws itself as a still picture, for print and for readers without
 * scripts.
 */
@NullMarked
package org.otium.app.report;

import org.jspecify.annotations.NullMarked;
