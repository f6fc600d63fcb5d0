import { expect, type Person, personOf, scenario } from "#scenario";

/** docs/contract/http-api.md 3: the seeded rows; p photographer, o owner, r realtor. */
const ROUTES: readonly (readonly [string, string, string])[] = [
  ["POST", "/listings/media/uploads", "p"],
  ["POST", "/listings/media/uploads/process", "p"],
  ["POST", "/listings/media/uploads/complete", "p"],
  ["POST", "/listings/media/update", "p"],
  ["DELETE", "/listings/media/delete", "p"],
  ["GET", "/listings/media", "por"],
  ["POST", "/listings/media/download", "por"],
  ["POST", "/listings/media/approve", "o"],
  ["POST", "/listings/project-media/uploads", "o"],
  ["POST", "/listings/project-media/complete", "o"],
  ["DELETE", "/listings/project-media", "o"],
];

scenario("each role may call what its rows grant, and nothing else", {}, async ({ world, photographer, owner }) => {
  const refused = async (person: Person, method: string, path: string) => {
    const { status, json } = await person.request(method, `/api/v2${path}`, {});
    return status === 403 && (json as { message: string }).message === "Insufficient permissions";
  };
  const people = { p: photographer, o: owner, r: personOf(world, "realtor") };
  for (const [method, path, granted] of ROUTES) {
    for (const [letter, person] of Object.entries(people)) {
      const found = { method, path, letter, refused: await refused(person, method, path) };
      expect(found).toEqual({ method, path, letter, refused: !granted.includes(letter) });
    }
  }
});
