package org.otium.data.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;
import dev.hardwood.schema.SchemaNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.otium.api.InvalidInputException;

/**
 * Which columns of a file hold what.
 *
 * @param form what the features are
 * @param features their columns, in order
 * @param label the column of the labels; empty for data without labels
 * @param weight the column of the weights
 * @param shares the column of the shares of classes that soft labels have
 */
record Layout(
    Form form,
    List<ColumnSchema> features,
    Optional<ColumnSchema> label,
    Optional<ColumnSchema> weight,
    Optional<ColumnSchema> shares) {
  private static final Set<String> LABELS =
      Set.of("label", "labels", "class", "target", "y", "fine_label");

  /** What features are. */
  enum Form {
    /** One column a feature. */
    COLUMNS,
    /** One column of lists. */
    VECTORS,
    /** One column of encoded pictures. */
    PICTURES
  }

  /** What a column can be used for. */
  private enum Use {
    NUMBER("numbers"),
    TEXT("text"),
    BYTES("bytes"),
    LIST("lists of numbers"),
    PICTURE("pictures"),
    OTHER("something else");

    private final String words;

    Use(String words) {
      this.words = words;
    }
  }

  /** A column as users see it. */
  private record Column(String name, Use use, Optional<ColumnSchema> leaf) {
    ColumnSchema theLeaf() {
      return leaf.orElseThrow();
    }

    String describe() {
      return name + " (" + use.words + ")";
    }
  }

  /** All columns that are read. */
  List<ColumnSchema> columns() {
    List<ColumnSchema> all = new ArrayList<>(features);
    label.ifPresent(all::add);
    weight.ifPresent(all::add);
    shares.ifPresent(all::add);
    return all;
  }

  static Layout of(Path file, FileSchema schema, About about, ParquetSettings settings) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (SchemaNode node : schema.getRootNode().children()) {
      String name = node.name();
      if (name == null || columns.put(name, column(schema, node)) != null) {
        throw FileCheck.damaged(
            file, name == null ? "a column has no name" : "two columns are called '" + name + "'");
      }
    }
    Finder finder = new Finder(file, columns, settings);
    settings.ignore().forEach(finder::named);
    return finder.layout(about);
  }

  private static Column column(FileSchema schema, SchemaNode node) {
    return switch (node) {
      case SchemaNode.PrimitiveNode leaf -> {
        ColumnSchema column = schema.getColumn(leaf.columnIndex());
        boolean repeated = column.maxRepetitionLevel() > 0;
        Use use = repeated ? (isNumber(column) ? Use.LIST : Use.OTHER) : use(column);
        yield new Column(node.name(), use, Optional.of(column));
      }
      case SchemaNode.GroupNode group -> {
        for (SchemaNode child : group.children()) {
          if (child instanceof SchemaNode.PrimitiveNode leaf
              && leaf.name().equals("bytes")
              && leaf.type() == PhysicalType.BYTE_ARRAY
              && leaf.maxRepetitionLevel() == 0) {
            yield new Column(
                node.name(), Use.PICTURE, Optional.of(schema.getColumn(leaf.columnIndex())));
          }
        }
        SchemaNode inner = group;
        while (inner instanceof SchemaNode.GroupNode one && one.children().size() == 1) {
          inner = one.children().getFirst();
        }
        Optional<ColumnSchema> leaf =
            inner instanceof SchemaNode.PrimitiveNode primitive
                ? Optional.of(schema.getColumn(primitive.columnIndex()))
                : Optional.empty();
        boolean isList = leaf.filter(c -> c.maxRepetitionLevel() > 0 && isNumber(c)).isPresent();
        yield new Column(node.name(), isList ? Use.LIST : Use.OTHER, leaf);
      }
      default -> new Column(node.name(), Use.OTHER, Optional.empty());
    };
  }

  private static Use use(ColumnSchema column) {
    if (isNumber(column)) {
      return Use.NUMBER;
    }
    if (column.type() != PhysicalType.BYTE_ARRAY) {
      return Use.OTHER;
    }
    return column.logicalType() == null ? Use.BYTES : Use.TEXT;
  }

  private static boolean isNumber(ColumnSchema column) {
    boolean plain =
        column.logicalType() == null || column.logicalType() instanceof LogicalType.IntType;
    return plain
        && switch (column.type()) {
          case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> true;
          case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> false;
        };
  }

  /** Whether a column holds whole numbers of 0 to 255. */
  static boolean isOctets(ColumnSchema column) {
    return column.logicalType() instanceof LogicalType.IntType type
        && !type.isSigned()
        && type.bitWidth() == 8;
  }

  /** Refuses a file whose columns are not those of the first one. */
  void requireSame(Path first, Path file, Layout other) {
    List<ColumnSchema> mine = columns();
    List<ColumnSchema> others = other.columns();
    for (int i = 0; i < Math.max(mine.size(), others.size()); i++) {
      String here = i < mine.size() ? type(mine.get(i)) : "nothing";
      String there = i < others.size() ? type(others.get(i)) : "nothing";
      if (!here.equals(there)) {
        throw new InvalidInputException(
            "the files of one split differ: " + first + " has " + here + ", " + file + " " + there,
            "Write them with the same columns, or choose some with 'split'.");
      }
    }
    if (form != other.form) {
      throw new InvalidInputException(
          "the files of one split differ: "
              + first
              + " holds "
              + form.name().toLowerCase(Locale.ROOT)
              + ", "
              + file
              + " "
              + other.form.name().toLowerCase(Locale.ROOT),
          "Write them with the same columns, or choose some with 'split'.");
    }
  }

  private static String type(ColumnSchema column) {
    return "column "
        + column.fieldPath()
        + " of type "
        + column.type()
        + (column.logicalType() == null ? "" : " " + column.logicalType());
  }

  /** Finds out what settings leave open. */
  private record Finder(Path file, Map<String, Column> columns, ParquetSettings settings) {
    private Column named(String name) {
      Column column = columns.get(name);
      if (column == null) {
        throw new InvalidInputException(
            file + " has no column '" + name + "'", "It has " + words(columns.values()) + ".");
      }
      return column;
    }

    private Layout layout(About about) {
      Optional<Column> label = settings.unlabelled() ? Optional.empty() : Optional.of(label(about));
      Optional<Column> weight = settings.weight().or(() -> ours(about)).map(this::named);
      weight.ifPresent(column -> require(column, Set.of(Use.NUMBER), "weights", "numbers"));
      label.ifPresent(
          column ->
              require(
                  column, Set.of(Use.NUMBER, Use.TEXT, Use.BYTES), "labels", "numbers or texts"));
      Set<String> taken = new LinkedHashSet<>(settings.ignore());
      // Labels that are not read are no features either.
      declared(about).forEach(taken::add);
      label.ifPresent(column -> taken.add(column.name()));
      weight.ifPresent(column -> taken.add(column.name()));
      Optional<Column> shares =
          about.shares().isEmpty() ? Optional.empty() : Optional.of(named(About.SHARES));
      shares.ifPresent(
          column -> {
            require(column, Set.of(Use.LIST), "shares of classes", "lists of numbers");
            taken.add(column.name());
          });
      // A column of labels that is asked for by its name is what the labels are.
      boolean areSoft = label.isPresent() && settings.label().isEmpty();
      List<Column> open =
          columns.values().stream().filter(column -> !taken.contains(column.name())).toList();
      List<Column> features =
          settings.features().isEmpty()
              ? open
              : settings.features().stream().map(this::named).toList();
      return new Layout(
          form(features),
          chosen(features).stream().map(Column::theLeaf).toList(),
          label.map(Column::theLeaf),
          weight.map(Column::theLeaf),
          areSoft ? shares.map(Column::theLeaf) : Optional.empty());
    }

    private static Optional<String> ours(About about) {
      return about.weighted() ? Optional.of("weight") : Optional.empty();
    }

    private List<String> declared(About about) {
      return settings.unlabelled()
          ? columns.keySet().stream()
              .filter(name -> about.labels().containsKey(name) || isLabel(name))
              .toList()
          : List.of();
    }

    private static boolean isLabel(String name) {
      return LABELS.contains(name.toLowerCase(Locale.ROOT));
    }

    private Column label(About about) {
      if (settings.label().isPresent()) {
        return named(settings.label().get());
      }
      Set<String> found = new LinkedHashSet<>(about.labels().keySet());
      found.retainAll(columns.keySet());
      if (found.size() != 1) {
        Set<String> byName =
            columns.keySet().stream()
                .filter(Finder::isLabel)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (found.isEmpty() || byName.size() == 1) {
          found = byName;
        }
      }
      if (found.size() == 1) {
        return named(found.iterator().next());
      }
      throw new InvalidInputException(
          file
              + (found.isEmpty()
                  ? " has no column that is called like labels"
                  : " has several columns of labels")
              + "; it has "
              + words(columns.values()),
          "Name it in the setting 'label', for instance 'parquet{label: NAME}:"
              + file
              + "'; 'label: none' reads data without labels.");
    }

    private void require(Column column, Set<Use> uses, String what, String types) {
      if (!uses.contains(column.use())) {
        throw new InvalidInputException(
            "column '"
                + column.name()
                + "' of "
                + file
                + " holds "
                + column.use().words
                + ", which are no "
                + what,
            "Name a column of " + types + " instead; there are " + words(columns.values()) + ".");
      }
    }

    private Form form(List<Column> features) {
      List<Column> chosen = chosen(features);
      return switch (chosen.getFirst().use()) {
        case PICTURE, BYTES -> Form.PICTURES;
        case LIST -> Form.VECTORS;
        default -> Form.COLUMNS;
      };
    }

    /** Pictures come before everything that is told about them. */
    private List<Column> chosen(List<Column> features) {
      List<Column> pictures = with(features, Use.PICTURE);
      if (pictures.isEmpty()) {
        pictures = with(features, Use.BYTES);
      }
      boolean isGiven = !settings.features().isEmpty();
      if (pictures.size() == 1 && (!isGiven || features.size() == 1)) {
        return pictures;
      }
      List<Column> lists = with(features, Use.LIST);
      if (lists.size() == 1 && features.size() == 1) {
        return lists;
      }
      List<Column> numbers = with(features, Use.NUMBER);
      if (!numbers.isEmpty() && numbers.size() == features.size()) {
        return numbers;
      }
      String how =
          features.isEmpty()
              ? " has no column for the features; it has " + words(columns.values())
              : " has features of several kinds: " + words(features);
      throw new InvalidInputException(
          file + how,
          "Name one column of lists or pictures, or columns of numbers, in the setting 'features',"
              + " or others in 'ignore', for instance 'parquet{features: [NAME]}:"
              + file
              + "'.");
    }

    private static List<Column> with(List<Column> columns, Use use) {
      return columns.stream().filter(column -> column.use() == use).toList();
    }

    private static String words(Collection<Column> columns) {
      String some =
          columns.stream().limit(20).map(Column::describe).collect(Collectors.joining(", "));
      return columns.size() > 20 ? some + " and " + (columns.size() - 20) + " more" : some;
    }
  }
}
