import { z } from "zod";

/**
 * An object whose members' names the client chooses. zod's own record leaves out `__proto__`, which is a name like any other to
 * AWS, and so is an own member of what JSON.parse makes.
 */
export function recordOf<T extends z.ZodType>(member: T) {
  return z
    .custom<Readonly<Record<string, unknown>>>(
      (value) => typeof value === "object" && value !== null && !Array.isArray(value),
      "Invalid input: expected record",
    )
    .transform((input, context): Record<string, z.output<T>> => {
      const members = Object.entries(input).map(([name, value]): [string, z.output<T>] => {
        const parsed = member.safeParse(value);
        if (parsed.success) return [name, parsed.data];
        for (const issue of parsed.error.issues) {
          context.addIssue({ code: "custom", message: issue.message, path: [name, ...issue.path] });
        }
        return [name, z.NEVER];
      });
      return Object.fromEntries(members);
    });
}
