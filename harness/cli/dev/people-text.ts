import { IDENTITIES, PASSWORD } from "../../scenario/people.ts";

const WHO: Readonly<Partial<Record<keyof typeof IDENTITIES, string>>> = {
  photographer: "the photographer of listing 28",
  owner: "its owner",
  realtor: "a realtor",
  stranger: "an owner of other listings",
  nobody: "has no role, so signing in is refused",
};

/** Who can sign in, and with what. */
export function peopleText(): string {
  const rows = Object.values(IDENTITIES).map(
    ({ name, nationalId, deviceId }) => `    ${nationalId}  ${deviceId}  ${WHO[name] ?? name}`,
  );
  return [`People (national id, X-Device-Id; everybody's password is ${PASSWORD}):`, "", ...rows, ""].join("\n");
}
