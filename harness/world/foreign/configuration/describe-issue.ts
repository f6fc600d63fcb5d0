import type { z } from "zod";

const LONGEST_VALUE = 60;

/** One sentence with the key's path, for the first mistake; an unknown key comes before the one that it was meant for. */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (issue === undefined) return "it is wrong";
  if (issue.code === "unrecognized_keys") {
    return `there is no key ${keyPath([...issue.path, issue.keys[0] ?? ""])}. ${issue.message}`;
  }
  const place = issue.path.length === 0 ? "the default export" : keyPath(issue.path);
  if (issue.code === "custom") return `${place} ${issue.message}.`;
  if (issue.input === undefined) return `${place} is missing: it ${issue.message}.`;
  return `${place} ${issue.message}; ${shown(issue.input)} was given.`;
}

/** `systems.mine.server.files["configs/env.yaml"]`, as one would write it. */
export function keyPath(keys: readonly PropertyKey[]): string {
  return keys
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      const name = String(key);
      if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");
}

function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (value instanceof Promise) return "a promise";
  if (value instanceof RegExp) return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}
