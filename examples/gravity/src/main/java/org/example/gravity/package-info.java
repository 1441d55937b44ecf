/** Samples that fall, and samples of one class that hold together. */
package org.example.gravity;
