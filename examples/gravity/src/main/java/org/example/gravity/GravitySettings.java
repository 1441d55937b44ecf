package org.example.gravity;

import org.otium.settings.Setting;

/**
 * All there is to set: it appears in {@code otium plugins describe gravity}, on the command line
 * and in error messages.
 *
 * @param strength g
 * @param floor where it is deepest
 */
public record GravitySettings(
    @Setting(doc = "How strongly the last feature is pulled down.", defaultValue = "1", min = 0)
        double strength,
    @Setting(doc = "The height at which samples lie still.", defaultValue = "0") double floor) {}
