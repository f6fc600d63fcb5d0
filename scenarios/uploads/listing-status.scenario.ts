import { expect, scenario } from "#scenario";

const ALL = Array.from({ length: 17 }, (_, index) => index + 1);

// docs/contract/http-api.md 5.1 to 5.3: only 6 (photos are awaited) and 8 (the owner has rejected them).
scenario(
  "uploads, processing and 'complete' are for listings that await photos, and for no other",
  // The listing in 7 is there without a ZIP.
  { violates: ["approval-has-bundle"], world: { listings: ALL.map((status) => ({ id: 100 + status, status })) } },
  async ({ photographer, uploads }) => {
    const messageOf = ({ json }: { json: unknown }) => (json as { message?: string }).message;
    for (const status of ALL) {
      const id = 100 + status;
      const answers = [
        await photographer.requestUploads(id, uploads.slice(0, 1)),
        await photographer.process(id),
        await photographer.complete(id),
      ];
      const open = status === 6 || status === 8;
      expect([status, ...answers.map(messageOf)]).toEqual(
        open
          ? [
              status,
              undefined,
              "raw media file not found or inaccessible",
              "assets are pending upload, please call /process endpoint first",
            ]
          : [
              status,
              "listing is not awaiting media uploads",
              "listing is not awaiting media processing",
              "listing is not in PENDING_PHOTO_PROCESSING or REJECTED_BY_OWNER status",
            ],
      );
      expect(answers.map((answer) => answer.status)).toEqual(open ? [201, 400, 409] : [409, 409, 409]);
    }
  },
);
