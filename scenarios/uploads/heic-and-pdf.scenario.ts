import { expect, scenario } from "#scenario";

scenario(
  "HEIC and PDF, which the pipeline cannot decode, are refused before they are uploaded, with what to do instead",
  {},
  async ({ world, photographer, uploads }) => {
    const asked = async (contentType: string) =>
      (
        await photographer.requestUploads(
          28,
          uploads.map((upload) => ({ ...upload, photo: { ...upload.photo, contentType } })),
        )
      ).json;
    const key = "PHOTO_HORIZONTAL-1";
    expect(await asked("image/heic")).toEqual({
      code: 400,
      details: { key, contentType: "image/heic" },
      message: "HEIC photos cannot be processed: upload JPEG or PNG",
    });
    expect(await asked("application/pdf")).toEqual({
      code: 400,
      details: { key, contentType: "application/pdf" },
      message: "PDF documents cannot be processed: upload plans as project media",
    });
    await expect(world).toHaveAssets([]);
  },
);
