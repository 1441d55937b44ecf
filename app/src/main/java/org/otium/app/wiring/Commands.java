package org.otium.app.wiring;

import java.util.List;
import org.otium.app.command.DataCommand;
import org.otium.app.command.DataConvertCommand;
import org.otium.app.command.DataInfoCommand;
import org.otium.app.command.DemoCommand;
import org.otium.app.command.DistanceCommand;
import org.otium.app.command.DistillCommand;
import org.otium.app.command.ExperimentsCommand;
import org.otium.app.command.FlowCommand;
import org.otium.app.command.InterpolateCommand;
import org.otium.app.command.OtiumCommand;
import org.otium.app.command.RunCommand;
import org.otium.app.plugins.cli.PluginsCheckCommand;
import org.otium.app.plugins.cli.PluginsCommand;
import org.otium.app.plugins.cli.PluginsDescribeCommand;
import org.otium.app.plugins.cli.PluginsListCommand;

/** The commands that are made by the injector. */
final class Commands {
  static final List<Class<?>> ALL =
      List.of(
          OtiumCommand.class,
          DemoCommand.class,
          DistanceCommand.class,
          FlowCommand.class,
          InterpolateCommand.class,
          DistillCommand.class,
          RunCommand.class,
          ExperimentsCommand.class,
          DataCommand.class,
          DataInfoCommand.class,
          DataConvertCommand.class,
          PluginsCommand.class,
          PluginsListCommand.class,
          PluginsDescribeCommand.class,
          PluginsCheckCommand.class);

  private Commands() {}
}
