/** What editors are told of recipes: their JSON schema. */
@NullMarked
package org.otium.app.schema;

import org.jspecify.annotations.NullMarked;
