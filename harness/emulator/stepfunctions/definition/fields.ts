import { isArray, isObject, type Json, type JsonObject, numberOf } from "../json/json.ts";
import { compileExpression, isExpression, type JsonataExpression, JsonataSyntaxError } from "../jsonata/expression.ts";
import { compileJsonataTemplate, type JsonataTemplate } from "../jsonata/template.ts";
import { PathSyntaxError } from "../jsonpath/text-cursor.ts";
import { parsePathQuery, parseQuery } from "../query/parse.ts";
import type { PathQuery, Query } from "../query/query.ts";
import { compileTemplate, type Template } from "../query/template.ts";
import type { DataPath, QueryLanguage } from "./machine.ts";
import type { Problems } from "./problems.ts";

/** Stands for a part that could not be compiled; its problem has been noted, so the machine never runs. */
const BROKEN: PathQuery = {
  kind: "path",
  text: "$",
  root: { kind: "input" },
  path: { text: "$", steps: [], definite: true },
};

const BROKEN_EXPRESSION: JsonataExpression = compileExpression("{%null%}", "");

/** The query language that holds at a place of a definition. */
export interface Languages {
  /** Of the machine: of every state that names none. */
  readonly machine: QueryLanguage;
  /** Of the state. */
  readonly state: QueryLanguage;
}

const JSONPATH: Languages = { machine: "JSONPath", state: "JSONPath" };

/** Reads the fields of one object of a definition, noting what is wrong and which fields were asked for. */
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

  text(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === "string") return value;
    this.problems.schema("Expected value of type String", this.at(name));
    return undefined;
  }

  boolean(name: string): boolean | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === "boolean") return value;
    this.problems.schema("Expected value of type Boolean", this.at(name));
    return undefined;
  }

  number(name: string, bounds: { minimum: number; maximum?: number; integer?: boolean }): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const number = numberOf(value);
    if (number === undefined || (bounds.integer && !Number.isInteger(number))) {
      this.problems.schema(`Expected value of type ${bounds.integer ? "Integer" : "Number"}`, this.at(name));
      return undefined;
    }
    if (number < bounds.minimum) {
      this.problems.schema(`The value must be greater than or equal to ${bounds.minimum}`, this.at(name));
    } else if (bounds.maximum !== undefined && number > bounds.maximum) {
      this.problems.schema(`The value must be less than or equal to ${bounds.maximum}`, this.at(name));
    }
    return number;
  }

  object(name: string): JsonObject | undefined {
    const value = this.get(name);
    if (value === undefined || isObject(value)) return value;
    this.problems.schema("Expected value of type Object", this.at(name));
    return undefined;
  }

  /** The objects of a list, each with its location. */
  objects(name: string): Fields[] {
    const value = this.get(name);
    if (value === undefined) return [];
    if (!isArray(value)) {
      this.problems.schema("Expected value of type Array", this.at(name));
      return [];
    }
    const fields: Fields[] = [];
    for (const [index, element] of value.entries()) {
      const place = `${name}[${index}]`;
      if (isObject(element)) fields.push(this.inside(element, place));
      else this.problems.schema("Expected value of type Object", this.at(place));
    }
    return fields;
  }

  texts(name: string): string[] {
    const value = this.get(name);
    if (value !== undefined && isArray(value) && value.every((element) => typeof element === "string"))
      return [...value];
    this.problems.schema("Expected value of type Array of Strings", this.at(name));
    return [];
  }

  path(name: string): PathQuery | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    try {
      return parsePathQuery(text);
    } catch (error) {
      if (!(error instanceof PathSyntaxError)) throw error;
      this.problems.schema(`Value is not a valid JSONPath: ${error.message}`, this.at(name));
      return BROKEN;
    }
  }

  /** InputPath, OutputPath, ResultPath: a path or null. */
  dataPath(name: string): DataPath {
    return this.get(name) === null ? "discard" : this.path(name);
  }

  /** A path that names exactly one place of the state's data. */
  referencePath(name: string): DataPath {
    const path = this.dataPath(name);
    if (path === undefined || path === "discard") return path;
    if (path.root.kind !== "input" || !path.path.definite) {
      this.problems.schema(`Value is not a Reference Path: ${path.text}`, this.at(name));
    }
    return path;
  }

  template(name: string): Template | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    return compileTemplate(value, (text, field, at) => this.#query(text, field, this.at(name) + at));
  }

  /** A path or an intrinsic function. */
  query(name: string): Query | undefined {
    const value = this.get(name);
    return value === undefined ? undefined : this.#query(value, name, this.location);
  }

  /** A field of a JSONata state that may hold `{% … %}` at any depth. */
  jsonataTemplate(name: string): JsonataTemplate | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    return compileJsonataTemplate(value, this.place + name, (text, field) => this.#jsonata(text, field));
  }

  /** The expression of a field that holds nothing but one; `undefined` when it is absent or anything else. */
  jsonataExpression(name: string): JsonataExpression | undefined {
    const value = this.get(name);
    return typeof value === "string" && isExpression(value) ? this.#jsonata(value, this.place + name) : undefined;
  }

  /** Notes every field that nothing has asked for. */
  refuseOthers(): void {
    for (const name of this.#object.keys()) {
      if (!this.#known.has(name)) this.problems.schema(`Field '${name}' is not supported`, this.at(name));
    }
  }

  #jsonata(text: string, field: string): JsonataExpression {
    try {
      return compileExpression(text, field);
    } catch (error) {
      if (!(error instanceof JsonataSyntaxError)) throw error;
      this.problems.schema(
        `The JSONata expression is invalid: ${error.message}`,
        this.at(field.slice(this.place.length)),
      );
      return BROKEN_EXPRESSION;
    }
  }

  #query(value: Json, field: string, location: string): Query {
    if (typeof value === "string") {
      try {
        return parseQuery(value);
      } catch (error) {
        if (!(error instanceof PathSyntaxError)) throw error;
      }
    }
    // Recorded: test_illegal_escapes.
    this.problems.schema(
      `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`,
      location,
    );
    return BROKEN;
  }
}
