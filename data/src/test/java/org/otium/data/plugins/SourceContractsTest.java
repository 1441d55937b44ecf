package org.otium.data.plugins;

import org.junit.jupiter.api.Nested;
import org.otium.api.DatasetSource;
import org.otium.data.glyphs.GlyphSettings;
import org.otium.data.glyphs.GlyphSource;
import org.otium.data.synthetic.GaussianGridSettings;
import org.otium.data.synthetic.GaussianGridSource;
import org.otium.data.synthetic.GaussianMixtureSettings;
import org.otium.data.synthetic.GaussianMixtureSource;
import org.otium.data.synthetic.MoonsSettings;
import org.otium.data.synthetic.MoonsSource;
import org.otium.data.synthetic.RingsSettings;
import org.otium.data.synthetic.RingsSource;
import org.otium.data.synthetic.SwissRollSettings;
import org.otium.data.synthetic.SwissRollSource;
import org.otium.testkit.DatasetSourceContract;

final class SourceContractsTest {
  @Nested
  final class GaussianGrid extends DatasetSourceContract {
    @Override
    protected DatasetSource source() {
      return new GaussianGridSource(GaussianGridSettings.defaults());
    }
  }

  @Nested
  final class GaussianMixture extends DatasetSourceContract {
    @Override
    protected DatasetSource source() {
      return new GaussianMixtureSource(GaussianMixtureSettings.defaults());
    }
  }

  @Nested
  final class Glyphs extends DatasetSourceContract {
    @Override
    protected DatasetSource source() {
      return new GlyphSource(
          GlyphSettings.of(GlyphSettings.Style.SCRIPT).withSize(16).withPerClass(3));
    }
  }

  @Nested
  final class Moons extends DatasetSourceContract {
    @Override
    protected DatasetSource source() {
      return new MoonsSource(MoonsSettings.defaults());
    }
  }

  @Nested
  final class RingsToFlowFrom extends DatasetSourceContract {
    @Override
    protected DatasetSource source() {
      return new RingsSource(RingsSettings.of(RingsSettings.Stage.START));
    }
  }

  @Nested
  final class RingsToFlowTo extends DatasetSourceContract {
    @Override
    protected DatasetSource source() {
      return new RingsSource(RingsSettings.of(RingsSettings.Stage.TARGET));
    }

    @Override
    protected boolean isRandom() {
      return false;
    }
  }

  @Nested
  final class SwissRoll extends DatasetSourceContract {
    @Override
    protected DatasetSource source() {
      return new SwissRollSource(SwissRollSettings.defaults());
    }
  }
}
