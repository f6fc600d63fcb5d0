import type { Dice } from "./dice.ts";

const TEXTS: readonly string[] = [
  "",
  " ",
  "\0",
  "a\r\nb: c",
  "\u007f",
  "é",
  "Jose\u0301",
  "sala – 日本",
  "😀",
  "\ud800",
  "\ufffe\uffff",
  "__proto__",
  "constructor",
  "toString",
  "../../../etc/passwd",
  "%00%ff%",
  "$" + "{jndi:ldap://x}",
  "<script>&lt;</script>",
  "]]>",
  "'\"; DROP TABLE x;--",
  "arn:aws:states:us-east-1:000000000000:stateMachine:",
  "=?UTF-8?B?////?=",
  "9".repeat(400),
  "-0",
  "1e999",
  "NaN",
  "null",
  "$.a[?(@.b)]",
  "{% $a ~> $b %}",
];

/** A text that something may stumble over. */
export function hostileText(dice: Dice): string {
  if (dice.chance(0.1)) return dice.one(["x", "é", "日", "../", "%2e", "\r\n"]).repeat(1 << dice.below(13));
  if (dice.chance(0.1)) return dice.bytes(dice.below(64)).toString("latin1");
  return dice.one(TEXTS);
}

/** A value of JSON that something may stumble over. */
function hostileValue(dice: Dice): unknown {
  const nested = (depth: number): unknown =>
    depth === 0 ? "x" : dice.chance(0.5) ? [nested(depth - 1)] : { a: nested(depth - 1) };
  return dice.one<() => unknown>([
    () => hostileText(dice),
    () => null,
    () => dice.one([0, -1, 1, 0.1, 1e308, -1e308, 2 ** 31, 2 ** 53, -(2 ** 63)]),
    () => dice.chance(0.5),
    () => [],
    () => ({}),
    () => [hostileText(dice), null, 1],
    () => JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":1}}') as unknown,
    () => nested(dice.below(60)),
    () => Object.fromEntries(Array.from({ length: dice.below(40) }, (_, index) => [`k${index}`, hostileText(dice)])),
  ])();
}

/** JSON of an input in which some members are hostile, and perhaps the text is too. */
export function hostileJson(dice: Dice, input: Readonly<Record<string, unknown>>): Buffer {
  const changed = Object.entries(input).map(([name, value]) => [name, dice.chance(0.15) ? hostileValue(dice) : value]);
  if (dice.chance(0.1)) changed.push([hostileText(dice), hostileValue(dice)]);
  const text = JSON.stringify(Object.fromEntries(changed)) ?? "{}";
  return dice.chance(0.08) ? brokenJson(dice, text) : Buffer.from(text);
}

function brokenJson(dice: Dice, text: string): Buffer {
  const depth = 10 ** (1 + dice.below(5));
  return dice.one<() => Buffer>([
    () => Buffer.from(text.slice(0, dice.below(text.length + 1))),
    () => Buffer.from(`${"[".repeat(depth)}${"]".repeat(depth)}`),
    () => Buffer.from(`{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`),
    () => Buffer.from('{"a":'.repeat(depth)),
    () => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0x00])]),
    () => Buffer.concat([Buffer.from('{"a":"'), dice.bytes(40), Buffer.from('"}')]),
    () => Buffer.from(text.replace("{", '{"a":1,"a":2,"QueueUrl":1,')),
    () => Buffer.from(text.replace("{", '{"__proto__":{"x":1},')),
    () => Buffer.from(`\ufeff${text}`),
    () => Buffer.from(`{"a":${"1".repeat(10_000)}e${"9".repeat(20)}}`),
    () => Buffer.from("null"),
    () => Buffer.alloc(0),
    () => dice.bytes(dice.below(300)),
  ])();
}

/** A document of XML with something wrong in it. */
export function hostileXml(dice: Dice, root: string, inner: string): Buffer {
  const whole = `<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${root}>`;
  if (dice.chance(0.7)) return Buffer.from(whole);
  const depth = 10 ** (1 + dice.below(4));
  const bomb = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(9)}">`).join("");
  return dice.one<() => Buffer>([
    () => Buffer.from(whole.slice(0, dice.below(whole.length))),
    () => Buffer.from(`<!DOCTYPE x [<!ENTITY l0 "lol">${bomb}]><${root}>&l9;</${root}>`),
    () => Buffer.from(`<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><${root}>&f;</${root}>`),
    () => Buffer.from(`<${root}>${"<a>".repeat(depth)}${"</a>".repeat(depth)}</${root}>`),
    () => Buffer.from(`<${root}><__proto__>x</__proto__><constructor/>${inner}</${root}>`),
    () => Buffer.from(`<${root}>&#0;&#xffffff;&nbsp;${inner}</${root}>`),
    () => Buffer.from(`<${root}><![CDATA[${inner}]]></${root}>`),
    () => Buffer.concat([Buffer.from(`<${root}>`), dice.bytes(30), Buffer.from(`</${root}>`)]),
    () => Buffer.from(whole.replace("><", ` a="${"x".repeat(depth)}"><`)),
    () => Buffer.from(`<${root}/>`),
    () => dice.bytes(dice.below(200)),
  ])();
}

/** A value for a header of a request: Latin-1, without the characters that end it. */
export function hostileHeader(dice: Dice): string {
  return hostileText(dice).replace(/[^\t\x20-\x7e\x80-\xff]/g, "");
}
