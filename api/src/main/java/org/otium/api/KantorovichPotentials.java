package org.otium.api;

/**
 * Dual variables f and g of a transport problem, in cost units, shifted so that ⟨a, f⟩ = ⟨b, g⟩.
 * For the entropic problem the plan is π_ij = a_i b_j exp((f_i + g_j − C_ij)/ε).
 *
 * @param f n values, shared and read-only by agreement
 * @param g m values, shared and read-only by agreement
 */
@SuppressWarnings("ArrayRecordComponent") // large, handed over once, never compared
public record KantorovichPotentials(double[] f, double[] g) {}
