import { ROUTES } from "../mediaconvert/routes.ts";
import { restJsonWire } from "./rest-json-wire.ts";

export const mediaConvertWire = restJsonWire({
  service: "mediaconvert",
  host: "mediaconvert.amazonaws.com",
  members: "camelCase",
  routes: ROUTES,
});
