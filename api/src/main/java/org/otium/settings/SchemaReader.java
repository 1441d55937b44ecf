package org.otium.settings;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.spi.Kind;

/** Reads the components of a settings record and notes what is wrong with them. */
final class SchemaReader {
  private final List<String> problems = new ArrayList<>();

  /** The records that hold the one being read, to notice one that holds itself. */
  private final Set<Class<?>> enclosing = new HashSet<>();

  SettingsSchema read(Class<? extends Record> type) {
    enclosing.add(type);
    if (!isAccessible(type)) {
      problems.add(
          type.getName()
              + " cannot be reached: make it and what encloses it public, and export its package");
    }
    List<Parameter> parameters = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      parameter(component).ifPresent(parameters::add);
    }
    enclosing.remove(type);
    return new SettingsSchema(type, parameters, problems);
  }

  private Optional<Parameter> parameter(RecordComponent component) {
    int before = problems.size();
    Setting setting = component.getAnnotation(Setting.class);
    if (component.getName().equals("name")) {
      report(component, "cannot be called 'name', which chooses the plugin; call it otherwise");
    }
    Optional<ValueType> type = valueType(component, component.getGenericType());
    if (setting == null) {
      report(component, "has no @Setting");
    }
    if (setting == null || type.isEmpty()) {
      return Optional.empty();
    }
    if (setting.doc().isBlank()) {
      report(component, "has no doc");
    }
    Parameter parameter = describe(component, type.get(), setting);
    checkRange(component, parameter);
    if (problems.size() == before) {
      checkDefault(component, parameter);
    }
    return Optional.of(parameter);
  }

  private static Parameter describe(RecordComponent component, ValueType type, Setting setting) {
    boolean undeclared = setting.defaultValue().equals(Setting.REQUIRED);
    Optional<String> defaultValue =
        !undeclared
            ? Optional.of(setting.defaultValue())
            : type instanceof ValueType.OptionalOf ? Optional.of("") : Optional.empty();
    return new Parameter(
        KebabCase.ofIdentifier(component.getName()),
        type,
        setting.doc().strip(),
        defaultValue,
        setting.min(),
        setting.max(),
        setting.exclusiveMin());
  }

  private void checkRange(RecordComponent component, Parameter parameter) {
    if (!parameter.range().isEmpty() && !isNumeric(parameter.type())) {
      report(component, "has a range but is no number");
    }
    boolean empty =
        parameter.exclusiveMin()
            ? parameter.min() >= parameter.max()
            : parameter.min() > parameter.max();
    if (empty) {
      report(component, "has an empty range");
    }
    if (parameter.exclusiveMin() && parameter.min() == Double.NEGATIVE_INFINITY) {
      report(component, "has exclusiveMin but no min");
    }
  }

  private void checkDefault(RecordComponent component, Parameter parameter) {
    if (parameter.defaultValue().isEmpty()) {
      return;
    }
    String text = parameter.defaultValue().get();
    try {
      Binding binding = new Binding(SettingsContext.empty(), Binding.Depth.SHAPE);
      binding.defaultOf(parameter, "");
      for (Problem problem : binding.problems()) {
        report(component, "has the default '" + text + "': " + problem);
      }
    } catch (InvalidInputException e) {
      report(component, "has a default that cannot be read: " + e.what());
    }
  }

  private static boolean isNumeric(ValueType type) {
    return switch (type) {
      case ValueType.WholeNumber _, ValueType.RealNumber _ -> true;
      case ValueType.OptionalOf optional -> isNumeric(optional.element());
      case ValueType.ListOf list -> isNumeric(list.element());
      default -> false;
    };
  }

  private Optional<ValueType> valueType(RecordComponent component, Type type) {
    if (type instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1) {
      Type argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return element(component, argument).map(ValueType.OptionalOf::new);
      }
      if (generic.getRawType() == List.class) {
        boolean nested = argument instanceof ParameterizedType p && p.getRawType() == List.class;
        Optional<ValueType> item =
            nested ? valueType(component, argument) : element(component, argument);
        return item.map(ValueType.ListOf::new);
      }
    }
    return element(component, type);
  }

  private Optional<ValueType> element(RecordComponent component, Type type) {
    if (!(type instanceof Class<?> c)) {
      return unsupported(component, type);
    }
    if (c == int.class || c == Integer.class) {
      return Optional.of(new ValueType.WholeNumber(false));
    }
    if (c == long.class || c == Long.class) {
      return Optional.of(new ValueType.WholeNumber(true));
    }
    if (c == double.class || c == Double.class) {
      return Optional.of(new ValueType.RealNumber());
    }
    if (c == boolean.class || c == Boolean.class) {
      return Optional.of(new ValueType.Flag());
    }
    if (c == String.class) {
      return Optional.of(new ValueType.Text());
    }
    if (c == LabeledDataset.class) {
      return Optional.of(new ValueType.Dataset());
    }
    Optional<Kind> kind = Kind.ofProduct(c);
    if (kind.isPresent()) {
      return Optional.of(new ValueType.Plugin(kind.get()));
    }
    if (c.isEnum()) {
      List<String> names =
          Arrays.stream(c.getEnumConstants())
              .map(constant -> KebabCase.ofConstant(((Enum<?>) constant).name()))
              .toList();
      return Optional.of(new ValueType.Choice(c, names));
    }
    if (hasParse(c)) {
      return Optional.of(new ValueType.Notation(c));
    }
    return c.isRecord()
        ? group(component, c.asSubclass(Record.class))
        : unsupported(component, type);
  }

  private Optional<ValueType> group(RecordComponent component, Class<? extends Record> type) {
    if (enclosing.contains(type)) {
      report(component, "holds the record that it is part of");
      return Optional.empty();
    }
    new SchemaReader().readInto(this, type);
    return Optional.of(new ValueType.Group(type));
  }

  private void readInto(SchemaReader outer, Class<? extends Record> type) {
    enclosing.addAll(outer.enclosing);
    read(type);
    outer.problems.addAll(problems);
  }

  private Optional<ValueType> unsupported(RecordComponent component, Type type) {
    report(component, "has the type " + type.getTypeName() + ", which settings cannot have");
    return Optional.empty();
  }

  private void report(RecordComponent component, String what) {
    problems.add(
        component.getDeclaringRecord().getSimpleName() + "." + component.getName() + " " + what);
  }

  static boolean isAccessible(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
      if (!Modifier.isPublic(c.getModifiers())) {
        return false;
      }
    }
    return type.getModule().isExported(type.getPackageName(), SchemaReader.class.getModule());
  }

  private static boolean hasParse(Class<?> type) {
    try {
      Method parse = type.getMethod("parse", String.class);
      return Modifier.isStatic(parse.getModifiers())
          && parse.getReturnType() == type
          && isAccessible(type);
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
