package io.sectorsh.shell.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import groovy.lang.Closure;
import groovy.lang.GString;
import groovy.lang.GroovyObject;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How values become JSON: by their own JSON form, else by their parts, else by their text. */
final class JsonForms {
  private static final List<Class<?>> AS_TEXT =
      List.of(
          GString.class,
          Closure.class,
          Path.class,
          TemporalAccessor.class,
          TemporalAmount.class,
          Throwable.class);
  private static final List<Class<?>> WRAPPERS =
      List.of(Optional.class, OptionalInt.class, OptionalLong.class);

  private JsonForms() {}

  static ObjectMapper mapper() {
    SimpleModule forms = new SimpleModule("sectorsh");
    AS_TEXT.forEach(type -> forms.addSerializer(type, new AsText()));
    WRAPPERS.forEach(type -> forms.addSerializer(type, new Unwrapped()));
    forms.setSerializerModifier(new Choice());
    return new ObjectMapper()
        .registerModule(forms)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  }

  private static final class AsText extends JsonSerializer<Object> {
    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(ValueText.of(value, Style.RAW));
    }
  }

  private static final class Unwrapped extends JsonSerializer<Object> {
    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(ValueText.unwrapped(value), json);
    }
  }

  /** Of a class without a JSON form of its own: its parts. */
  private static final class Parts extends JsonSerializer<Object> {
    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      Map<String, @Nullable Object> parts = new LinkedHashMap<>();
      Columns.of(value).forEach(part -> parts.put(part.title(), part.of(value)));
      provider.defaultSerializeValue(parts, json);
    }
  }

  /** Of a class that makes its JSON itself. */
  private static final class OwnForm extends JsonSerializer<Object> {
    private final Method form;

    OwnForm(Method form) {
      this.form = form;
      form.setAccessible(true);
    }

    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      try {
        provider.defaultSerializeValue(form.invoke(value), json);
      } catch (ReflectiveOperationException failure) {
        throw new IOException("no JSON form of " + value.getClass().getSimpleName(), failure);
      }
    }
  }

  private static final class Choice extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSerializer<?> modifySerializer(
        SerializationConfig config, BeanDescription bean, JsonSerializer<?> standard) {
      Class<?> type = bean.getBeanClass();
      if (!(standard instanceof BeanSerializer)
          && !standard.getClass().getName().endsWith("UnknownSerializer")) {
        return standard;
      }
      for (Method method : type.getMethods()) {
        if (method.getName().equals("toJson") && method.getParameterCount() == 0) {
          return new OwnForm(method);
        }
      }
      if (type.isRecord() && type != Profile.class) {
        return standard;
      }
      return GroovyObject.class.isAssignableFrom(type) || !Columns.of(type).isEmpty()
          ? new Parts()
          : new AsText();
    }
  }
}
