"""What validates a value: a schema of pydantic's core for each kind of field, without the part that reads any class.

That part costs a fifth of a second and nine megabytes; the fields of values are of few kinds.
"""

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic_core import ArgsKwargs, CoreConfig, CoreSchema, SchemaValidator, ValidationError, core_schema

from kpfacil.model.text import Cleaned, Misfit

Validate = Callable[[object, dict[str, object]], object]

_PLAIN: Mapping[object, CoreSchema] = {
    str: core_schema.str_schema(),
    int: core_schema.int_schema(),
    float: core_schema.float_schema(),
    bool: core_schema.bool_schema(),
    date: core_schema.date_schema(),
    datetime: core_schema.datetime_schema(),
    time: core_schema.time_schema(),
    object: core_schema.any_schema(),
}


def validator_of(cls: type[object], found: "tuple[dataclasses.Field[object], ...]") -> Validate:
    """Return what fills an instance of a dataclass with its fields, validated; it raises `Misfit`."""
    fields = [core_schema.dataclass_field(field.name, _with_default(field), kw_only=True) for field in found]
    arguments = core_schema.dataclass_args_schema(cls.__name__, fields)
    names = [field.name for field in found]
    config = CoreConfig(strict=True, allow_inf_nan=False)
    core = SchemaValidator(core_schema.dataclass_schema(cls, arguments, names, slots=True, config=config))

    def validate(instance: object, fields: dict[str, object]) -> object:
        try:
            return core.validate_python(ArgsKwargs((), fields), self_instance=instance)
        except ValidationError as error:
            wrong = [(one["loc"], one["type"], one["input"], one.get("ctx", {})) for one in error.errors()]
            raise Misfit(str(error), wrong) from None

    return validate


def _with_default(field: "dataclasses.Field[object]") -> CoreSchema:
    schema = _schema(field.type)
    if field.default_factory is not dataclasses.MISSING:
        return core_schema.with_default_schema(schema, default_factory=field.default_factory)
    if field.default is not dataclasses.MISSING:
        return core_schema.with_default_schema(schema, default=field.default)
    return schema


def _schema(hint: object) -> CoreSchema:
    """Return the schema of what a field may hold; a value in it has been validated when it was made."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _cleaning_schema(args[1]) if isinstance(args[1], Cleaned) else _schema(args[0])
    if origin in (Union, types.UnionType):
        return _union(args)
    if origin is Literal:
        return core_schema.literal_schema(list(args))
    if origin is tuple:
        return core_schema.tuple_schema([_schema(args[0])], variadic_item_index=0)
    if origin in (dict, Mapping):
        return core_schema.dict_schema(_schema(args[0]), _schema(args[1]), strict=False)
    return core_schema.is_instance_schema(hint) if dataclasses.is_dataclass(hint) else _PLAIN[hint]


def _cleaning_schema(mark: Cleaned) -> CoreSchema:
    """Return the schema of a text that is cleaned before it is looked at: a terminal can bring lone surrogates."""
    text = core_schema.str_schema(max_length=mark.longest)
    return core_schema.no_info_before_validator_function(mark.clean, text)


def _union(arms: tuple[object, ...]) -> CoreSchema:
    choices = [_schema(arm) for arm in arms if arm is not types.NoneType]
    schema = choices[0] if len(choices) == 1 else core_schema.union_schema(list(choices))
    return core_schema.nullable_schema(schema) if types.NoneType in arms else schema
