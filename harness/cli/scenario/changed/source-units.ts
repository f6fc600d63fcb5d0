import { createHash } from "node:crypto";
import { parseSync } from "vite";

/** A piece of a module that can change by itself: a digest of its text without comments, types and what other units hold. */
export interface Unit {
  readonly digest: string;
  /** Names that the text mentions, of the module or not. */
  readonly mentions: readonly string[];
}

/** A function, a method or an arrow function, without those inside it. */
export interface FunctionUnit extends Unit {
  /** Of the source, in UTF-16 units, as V8 counts. */
  readonly start: number;
  readonly end: number;
}

/** Where an imported or re-exported name comes from. */
export interface Origin {
  readonly from: string;
  /** `*`: the whole module. */
  readonly name: string;
}

/** What a change of a module can touch. */
export interface ModuleUnits {
  readonly functions: readonly FunctionUnit[];
  /** Constants and classes (without their methods) by name; of a function only that it is one. */
  readonly values: ReadonlyMap<string, Unit>;
  readonly imports: ReadonlyMap<string, Origin>;
  /** By the name under which another module has it: a name of this module, or of a third. */
  readonly exports: ReadonlyMap<string, string | Origin>;
  /** Modules of which everything is exported. */
  readonly allFrom: readonly string[];
  /** Statements that do something when the module is loaded. */
  readonly effects: Unit;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
/** The expression inside stays; what TypeScript adds to it has no effect. */
const TYPED_EXPRESSIONS = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);

/**
 * Takes a module of TypeScript apart.
 *
 * @returns undefined of a text that cannot be parsed.
 */
export function sourceUnits(source: string): ModuleUnits | undefined {
  const { program, comments, errors } = parseSync("module.ts", source, { lang: "ts", astType: "ts" });
  if (errors.length > 0) return undefined;
  return new ModuleReader(withoutComments(source, comments)).read(program as unknown as Node);
}

/** Of the same length, so that places stay. */
function withoutComments(
  source: string,
  comments: readonly { readonly start: number; readonly end: number }[],
): string {
  let text = "";
  let at = 0;
  for (const { start, end } of comments) {
    text += source.slice(at, start) + " ".repeat(end - start);
    at = end;
  }
  return text + source.slice(at);
}

class ModuleReader {
  readonly #source: string;
  readonly #functions: PieceReader[] = [];
  readonly #values = new Map<string, Unit>();
  readonly #imports = new Map<string, Origin>();
  readonly #exports = new Map<string, string | Origin>();
  readonly #allFrom: string[] = [];
  readonly #effects: PieceReader[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  read(program: Node): ModuleUnits {
    for (const statement of nodes(program.body)) this.#statement(statement);
    const effects = this.#effects.map((piece) => piece.unit());
    return {
      functions: withoutTwins(this.#functions),
      values: this.#values,
      imports: this.#imports,
      exports: this.#exports,
      allFrom: this.#allFrom,
      effects: {
        digest: digestOf(effects.map(({ digest }) => digest).join()),
        mentions: effects.flatMap(({ mentions }) => mentions),
      },
    };
  }

  #statement(statement: Node): void {
    if (statement.type.startsWith("TS") || statement.importKind === "type" || statement.exportKind === "type") return;
    if (statement.type === "ImportDeclaration") this.#import(statement);
    else if (statement.type === "ExportAllDeclaration") this.#exportAll(statement);
    else if (statement.type === "ExportNamedDeclaration") this.#exportNamed(statement);
    else if (statement.type === "ExportDefaultDeclaration") this.#exportDefault(statement);
    else this.#declaration(statement);
  }

  #import(statement: Node): void {
    const from = textOf(statement.source);
    const specifiers = nodes(statement.specifiers);
    if (specifiers.length === 0) this.#effects.push(this.#piece(statement));
    for (const specifier of specifiers) {
      if (specifier.importKind === "type") continue;
      const name =
        specifier.type === "ImportDefaultSpecifier"
          ? "default"
          : specifier.type === "ImportNamespaceSpecifier"
            ? "*"
            : textOf(specifier.imported);
      this.#imports.set(textOf(specifier.local), { from, name });
    }
  }

  #exportAll(statement: Node): void {
    const from = textOf(statement.source);
    if (isNode(statement.exported)) this.#exports.set(textOf(statement.exported), { from, name: "*" });
    else this.#allFrom.push(from);
  }

  #exportNamed(statement: Node): void {
    if (isNode(statement.declaration)) {
      for (const name of this.#declaration(statement.declaration)) this.#exports.set(name, name);
    }
    for (const specifier of nodes(statement.specifiers)) {
      if (specifier.exportKind === "type") continue;
      const local = textOf(specifier.local);
      const origin = isNode(statement.source) ? { from: textOf(statement.source), name: local } : local;
      this.#exports.set(textOf(specifier.exported), origin);
    }
  }

  #exportDefault(statement: Node): void {
    if (!isNode(statement.declaration)) return;
    const [name] = this.#declaration(statement.declaration);
    if (name === undefined) this.#values.set("default", this.#piece(statement).unit());
    this.#exports.set("default", name ?? "default");
  }

  /** The names that it gives to values. */
  #declaration(node: Node): readonly string[] {
    if (node.type.startsWith("TS") || node.declare === true) return [];
    if (node.type === "FunctionDeclaration") {
      this.#piece(node);
      const name = textOf(node.id);
      this.#values.set(name, { digest: "function", mentions: [] });
      return [name];
    }
    const names =
      node.type === "VariableDeclaration"
        ? nodes(node.declarations).flatMap(({ id }) => boundNames(id))
        : node.type === "ClassDeclaration" && isNode(node.id)
          ? [textOf(node.id)]
          : [];
    const piece = this.#piece(node);
    if (names.length === 0 && node.type !== "ClassDeclaration") this.#effects.push(piece);
    for (const name of names) this.#values.set(name, piece.unit());
    return names;
  }

  #piece(node: Node): PieceReader {
    const piece = new PieceReader(this.#source, node);
    if (FUNCTIONS.has(node.type)) this.#functions.push(piece);
    piece.read((inner) => {
      this.#functions.push(inner);
    });
    return piece;
  }
}

/** The text of one unit, and the names in it. */
class PieceReader {
  readonly #source: string;
  readonly #node: Node;
  readonly #cuts: { readonly start: number; readonly end: number; readonly put: string }[] = [];
  readonly #mentions = new Set<string>();

  constructor(source: string, node: Node) {
    this.#source = source;
    this.#node = node;
  }

  get start(): number {
    return this.#node.start;
  }

  get end(): number {
    return this.#node.end;
  }

  read(onFunction: (piece: PieceReader) => void): void {
    for (const child of childrenOf(this.#node)) this.#look(child, onFunction);
  }

  unit(): Unit {
    let text = "";
    let at = this.start;
    for (const { start, end, put } of this.#cuts.toSorted((a, b) => a.start - b.start)) {
      if (start < at) continue;
      text += withoutSpace(this.#source.slice(at, start)) + put;
      at = end;
    }
    text += withoutSpace(this.#source.slice(at, this.end));
    return { digest: digestOf(text), mentions: [...this.#mentions] };
  }

  #look(node: Node, onFunction: (piece: PieceReader) => void): void {
    if (FUNCTIONS.has(node.type)) {
      this.#cut(node, "ƒ");
      const piece = new PieceReader(this.#source, node);
      onFunction(piece);
      piece.read(onFunction);
      return;
    }
    if (TYPED_EXPRESSIONS.has(node.type) && isNode(node.expression)) {
      this.#cut({ start: node.expression.end, end: node.end }, "");
      this.#look(node.expression, onFunction);
      return;
    }
    if (node.type.startsWith("TS")) {
      this.#cut(node, "");
      return;
    }
    // Space in it counts.
    if (node.type === "Literal" || node.type === "TemplateElement")
      this.#cut(node, this.#source.slice(node.start, node.end));
    if (node.type === "Identifier") this.#mentions.add(textOf(node));
    for (const child of childrenOf(node)) this.#look(child, onFunction);
  }

  #cut({ start, end }: Pick<Node, "start" | "end">, put: string): void {
    this.#cuts.push({ start, end, put });
  }
}

/** But for one space where two words would become one, or two signs another. */
function withoutSpace(code: string): string {
  return code.replace(/\s+/g, " ").replace(/ ?([^\w\s$#+-]) ?/g, "$1");
}

/** Of functions with the same text none can change alone unseen: each knows how many there are. */
function withoutTwins(pieces: readonly PieceReader[]): readonly FunctionUnit[] {
  const units = pieces.map((piece) => ({ ...piece.unit(), start: piece.start, end: piece.end }));
  const twins = Map.groupBy(units, ({ digest }) => digest);
  return units.map((unit) => {
    const count = twins.get(unit.digest)?.length ?? 1;
    return count === 1 ? unit : { ...unit, digest: digestOf(`${unit.digest} of ${count}`) };
  });
}

/** Keys of objects and names behind a dot are no names of the module. */
function childrenOf(node: Node): readonly Node[] {
  const skipped =
    node.computed === true || node.shorthand === true
      ? undefined
      : node.type === "MemberExpression"
        ? "property"
        : "key";
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "parent" || (key === skipped && isNode(value) && value.type === "Identifier")) return [];
    return isNode(value) ? [value] : nodes(value);
  });
}

function boundNames(pattern: unknown): readonly string[] {
  if (!isNode(pattern)) return [];
  if (pattern.type === "Identifier") return [textOf(pattern)];
  if (pattern.type === "Property") return boundNames(pattern.value);
  if (pattern.type === "AssignmentPattern") return boundNames(pattern.left);
  if (pattern.type === "RestElement") return boundNames(pattern.argument);
  return [...nodes(pattern.properties), ...nodes(pattern.elements)].flatMap(boundNames);
}

/** An identifier's name, or a literal's value. */
function textOf(node: unknown): string {
  if (!isNode(node)) return "";
  return String(node.name ?? node.value);
}

function nodes(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}
