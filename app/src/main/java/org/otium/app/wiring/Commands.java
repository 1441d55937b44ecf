package org.otium.app.wiring;

import java.util.List;
import org.otium.app.command.CompletionCommand;
import org.otium.app.command.DataCommand;
import org.otium.app.command.DataConvertCommand;
import org.otium.app.command.DataImportCommand;
import org.otium.app.command.DataInfoCommand;
import org.otium.app.command.DemoCommand;
import org.otium.app.command.DistanceCommand;
import org.otium.app.command.DistillCommand;
import org.otium.app.command.ExperimentsCommand;
import org.otium.app.command.FlowCommand;
import org.otium.app.command.InterpolateCommand;
import org.otium.app.command.LabelsCommand;
import org.otium.app.command.OtiumCommand;
import org.otium.app.command.RunCommand;
import org.otium.app.history.cli.CompareCommand;
import org.otium.app.history.cli.ReportCommand;
import org.otium.app.history.cli.RunsCommand;
import org.otium.app.history.cli.RunsCompareCommand;
import org.otium.app.history.cli.RunsListCommand;
import org.otium.app.history.cli.RunsReproduceCommand;
import org.otium.app.history.cli.RunsShowCommand;
import org.otium.app.plugins.cli.PluginsCheckCommand;
import org.otium.app.plugins.cli.PluginsCommand;
import org.otium.app.plugins.cli.PluginsDescribeCommand;
import org.otium.app.plugins.cli.PluginsDocumentCommand;
import org.otium.app.plugins.cli.PluginsListCommand;
import org.otium.app.plugins.cli.PluginsNewCommand;
import org.otium.app.schema.SchemaCommand;

/** The commands that are made by the injector. */
final class Commands {
  static final List<Class<?>> ALL =
      List.of(
          OtiumCommand.class,
          DemoCommand.class,
          DistanceCommand.class,
          LabelsCommand.class,
          FlowCommand.class,
          InterpolateCommand.class,
          DistillCommand.class,
          RunCommand.class,
          ExperimentsCommand.class,
          DataCommand.class,
          DataInfoCommand.class,
          DataImportCommand.class,
          DataConvertCommand.class,
          RunsCommand.class,
          RunsListCommand.class,
          RunsShowCommand.class,
          RunsCompareCommand.class,
          RunsReproduceCommand.class,
          ReportCommand.class,
          CompareCommand.class,
          SchemaCommand.class,
          CompletionCommand.class,
          PluginsCommand.class,
          PluginsListCommand.class,
          PluginsDescribeCommand.class,
          PluginsDocumentCommand.class,
          PluginsCheckCommand.class,
          PluginsNewCommand.class);

  private Commands() {}
}
