import { isArray, isObject, type Json, type JsonObject, numberOf } from "../json/json.ts";
import { isExpression, type JsonataExpression } from "../jsonata/expression.ts";
import { compileJsonataTemplate, type JsonataTemplate } from "../jsonata/template.ts";
import type { PathQuery, Query } from "../query/query.ts";
import { compileTemplate, type Template } from "../query/template.ts";
import { checkMarks, compileJsonata, compilePath, compileQuery, compileReferencePath } from "./compile-field.ts";
import type { DataPath, QueryLanguage } from "./machine.ts";
import type { Problems } from "./problems.ts";
import { languageOfField } from "./query-language.ts";

/** The query language that holds at a place of a definition. */
export interface Languages {
  /** Of the machine: of every state that names none. */
  readonly machine: QueryLanguage;
  /** Of the state. */
  readonly state: QueryLanguage;
}

const JSONPATH: Languages = { machine: "JSONPath", state: "JSONPath" };

/** Bounds of a number. Without `integer` it may have a fraction, and AWS names its bounds with one: `Minimum value is 1.0`. */
export interface NumberBounds {
  readonly minimum: number;
  readonly maximum?: number;
  readonly integer?: boolean;
}

/**
 * Reads the fields of one object of a definition, noting what is wrong and which fields were asked for. The sentences
 * are AWS's; README.md says how each is known.
 */
export class Fields {
  readonly location: string;
  readonly problems: Problems;
  readonly languages: Languages;
  /** Where this object stands in its state, as JSONata errors name fields: `Choices[1]/`; empty for the state itself. */
  readonly place: string;
  readonly #object: JsonObject;
  readonly #known = new Set<string>(["Comment"]);

  constructor(object: JsonObject, location: string, problems: Problems, languages = JSONPATH, place = "") {
    this.#object = object;
    this.location = location;
    this.problems = problems;
    this.languages = languages;
    this.place = place;
  }

  get inJsonata(): boolean {
    return this.languages.state === "JSONata";
  }

  /** An object of this state at `place` below this one (`Choices[1]`, `ItemReader`), in the same languages. */
  inside(object: JsonObject, place: string): Fields {
    return new Fields(object, this.at(place), this.problems, this.languages, `${this.place}${place}/`);
  }

  has(name: string): boolean {
    return this.#object.has(name);
  }

  /** The names of all fields, in the order written. */
  names(): string[] {
    return [...this.#object.keys()];
  }

  get(name: string): Json | undefined {
    this.#known.add(name);
    return this.#object.get(name);
  }

  at(name: string): string {
    return `${this.location}/${name}`;
  }

  require(...names: string[]): boolean {
    const missing = names.filter((name) => !this.#object.has(name));
    if (missing.length === 0) return true;
    // AWS names the missing fields in the order of its schema (recorded: EMPTY_DICT).
    this.problems.schema(`These fields are required: [${missing.join(", ")}]`, this.location);
    return false;
  }

  /** These fields are looked at elsewhere: `refuseOthers` passes over them. */
  know(names: readonly string[]): void {
    for (const name of names) this.#known.add(name);
  }

  /** One of these fields must be there, and only one. */
  exactlyOne(...names: string[]): boolean {
    const given = names.filter((name) => this.#object.has(name)).length;
    if (given === 0) {
      this.problems.schema(
        `This object should have only one of the following fields: [${names.join(", ")}]`,
        this.location,
      );
    }
    return this.atMostOne(...names) && given === 1;
  }

  atMostOne(...names: string[]): boolean {
    this.know(names);
    if (names.filter((name) => this.#object.has(name)).length <= 1) return true;
    this.problems.schema(`There should only be one of the following fields: [${names.join(", ")}]`, this.location);
    return false;
  }

  text(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === "string") return value;
    this.#refuseType("[STRING]", name);
    return undefined;
  }

  /** One of an enumeration's values. */
  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const text = this.text(name);
    const chosen = values.find((value) => value === text);
    if (text !== undefined && chosen === undefined) {
      this.problems.schema(`Value should be one of the following: [${values.join(", ")}]`, this.at(name));
    }
    return chosen;
  }

  boolean(name: string): boolean | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === "boolean") return value;
    this.#refuseType("[BOOLEAN]", name);
    return undefined;
  }

  number(name: string, bounds: NumberBounds): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const number = numberOf(value);
    if (number === undefined || (bounds.integer && !Number.isInteger(number))) {
      this.#refuseType(bounds.integer ? "Integer" : "Float", name);
      return undefined;
    }
    const worded = (bound: number): string => (bounds.integer ? String(bound) : bound.toFixed(1));
    if (number < bounds.minimum) {
      this.problems.schema(`Minimum value is ${worded(bounds.minimum)}`, this.at(name));
    } else if (bounds.maximum !== undefined && number > bounds.maximum) {
      this.problems.schema(`Maximum value is ${worded(bounds.maximum)}`, this.at(name));
    }
    return number;
  }

  object(name: string): JsonObject | undefined {
    const value = this.get(name);
    if (value === undefined || isObject(value)) return value;
    this.#refuseType("[OBJECT]", name);
    return undefined;
  }

  /** The objects of a list, each with its location. */
  objects(name: string): Fields[] {
    const value = this.get(name);
    if (value === undefined) return [];
    if (!isArray(value)) {
      this.#refuseType("[ARRAY]", name);
      return [];
    }
    const fields: Fields[] = [];
    for (const [index, element] of value.entries()) {
      const place = `${name}[${index}]`;
      if (isObject(element)) fields.push(this.inside(element, place));
      else this.#refuseType("[OBJECT]", place);
    }
    return fields;
  }

  /** As `objects`, and there must be one at least. */
  someObjects(name: string): Fields[] {
    const fields = this.objects(name);
    this.#refuseEmpty(name);
    return fields;
  }

  /** A list of texts that has one at least. */
  texts(name: string): string[] {
    const value = this.get(name);
    if (value === undefined) return [];
    if (!isArray(value)) {
      this.#refuseType("[ARRAY]", name);
      return [];
    }
    this.#refuseEmpty(name);
    const texts = value.filter((element) => typeof element === "string");
    for (const [index, element] of value.entries()) {
      if (typeof element !== "string") this.#refuseType("[STRING]", `${name}[${index}]`);
    }
    return texts;
  }

  path(name: string): PathQuery | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : compilePath(text, this.at(name), this.problems);
  }

  /** A path that finds one value, not a list of what it finds. */
  singlePath(name: string): PathQuery | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : compileReferencePath(text, this.at(name), this.problems);
  }

  /** InputPath, OutputPath, ResultPath: a path or null. */
  dataPath(name: string): DataPath {
    return this.get(name) === null ? "discard" : this.path(name);
  }

  /** ResultPath: names exactly one place of the state's data, or is null. */
  referencePath(name: string): DataPath {
    if (this.get(name) === null) return "discard";
    const path = this.singlePath(name);
    if (path !== undefined && path.root.kind !== "input") {
      this.problems.schema(`Value is not a Reference Path: ${path.text}`, this.at(name));
    }
    return path;
  }

  template(name: string): Template | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    return compileTemplate(value, (text, field, at) => compileQuery(text, field, this.at(name) + at, this.problems));
  }

  /** A path or an intrinsic function. */
  query(name: string): Query | undefined {
    const value = this.get(name);
    return value === undefined ? undefined : compileQuery(value, name, this.location, this.problems);
  }

  /** A field of a JSONata state that may hold `{% … %}` at any depth. */
  jsonataTemplate(name: string): JsonataTemplate | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    checkMarks(value, this.at(name), this.problems);
    return compileJsonataTemplate(value, this.place + name, (text, field) => this.#jsonata(text, field));
  }

  /** The expression of a field that holds nothing but one; `undefined` when it is absent or anything else. */
  jsonataExpression(name: string): JsonataExpression | undefined {
    const value = this.get(name);
    return typeof value === "string" && isExpression(value) ? this.#jsonata(value, this.place + name) : undefined;
  }

  /** Notes every field that nothing has asked for. */
  refuseOthers(): void {
    for (const name of this.#object.keys()) if (!this.#known.has(name)) this.refuseField(name);
  }

  /** Notes a field that must not be here. AWS's place of it is this object (measured). */
  refuseField(name: string): void {
    const { state } = this.languages;
    const other = languageOfField(name);
    this.problems.schema(
      other === undefined || other === state
        ? `Field '${name}' is not supported`
        : `The QueryLanguage is set to '${state}', but field '${name}' is only supported for the '${other}' QueryLanguage`,
      this.location,
    );
  }

  #jsonata(text: string, field: string): JsonataExpression {
    const allowed = { result: true, errorOutput: this.place.startsWith("Catch[") };
    return compileJsonata(text, field, allowed, this.at(field.slice(this.place.length)), this.problems);
  }

  #refuseType(type: string, name: string): void {
    this.problems.schema(`Expected value of type ${type}`, this.at(name));
  }

  #refuseEmpty(name: string): void {
    const value = this.#object.get(name);
    if (value !== undefined && isArray(value) && value.length === 0) {
      this.problems.schema("Value cannot be empty", this.at(name));
    }
  }
}
