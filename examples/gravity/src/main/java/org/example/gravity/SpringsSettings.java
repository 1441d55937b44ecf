package org.example.gravity;

import org.otium.settings.Setting;

/**
 * What can be set of the springs.
 *
 * @param stiffness k
 */
public record SpringsSettings(
    @Setting(
            doc = "How strongly samples of one class pull each other.",
            defaultValue = "1",
            min = 0)
        double stiffness) {}
