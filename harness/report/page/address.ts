/** What the part of the address behind `#` says is shown. */
export type Address =
  | { readonly page: "overview"; readonly filter: string }
  | {
      readonly page: "scenario";
      readonly key: string;
      /** Sequence of the selected event. */
      readonly event: number | undefined;
      readonly filter: string;
      readonly tab: PanelTab | undefined;
    }
  | {
      readonly page: "diff";
      /** Of a scenario; empty for both runs as wholes. */
      readonly key: string;
      /** Place of the chosen departure, from 0. */
      readonly departure: number | undefined;
      readonly filter: string;
    }
  | { readonly page: "incident"; readonly key: string; readonly filter: string };

export const PANEL_TABS = ["failure", "event", "expectations", "machines", "about"] as const;

export type PanelTab = (typeof PANEL_TABS)[number];

/** Reads `#/scenario/listing-28/fixed?e=267`; what it does not know is the overview. */
export function parseAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split(/\?(.*)/s);
  const values = new URLSearchParams(query);
  const filter = values.get("q") ?? "";
  const [page, ...segments] = path.split("/");
  const key = segments.map(decoded).join("/");
  if (page === "diff") return { page, key, departure: wholeNumber(values.get("d")), filter };
  if (page === "incident" && key !== "") return { page, key, filter };
  if (page !== "scenario" || key === "") return { page: "overview", filter };
  const tab = PANEL_TABS.find((known) => known === values.get("tab"));
  return { page, key, event: wholeNumber(values.get("e")), filter, tab };
}

export function formatAddress(address: Address): string {
  const values = new URLSearchParams();
  if (address.page === "scenario" && address.event !== undefined) values.set("e", String(address.event));
  if (address.page === "scenario" && address.tab !== undefined) values.set("tab", address.tab);
  if (address.page === "diff" && address.departure !== undefined) values.set("d", String(address.departure));
  if (address.filter !== "") values.set("q", address.filter);
  const query = values.size === 0 ? "" : `?${values}`;
  if (address.page === "overview") return `#/${query}`;
  const key = address.key === "" ? "" : `/${address.key.split("/").map(encodeURIComponent).join("/")}`;
  return `#/${address.page}${key}${query}`;
}

export function scenarioAddress(key: string, event?: number, tab?: PanelTab): string {
  return formatAddress({ page: "scenario", key, event, filter: "", tab });
}

export function diffAddress(key: string, departure?: number): string {
  return formatAddress({ page: "diff", key, departure, filter: "" });
}

export function incidentAddress(key: string): string {
  return formatAddress({ page: "incident", key, filter: "" });
}

function wholeNumber(text: string | null): number | undefined {
  const number = Number(text ?? Number.NaN);
  return Number.isSafeInteger(number) ? number : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign: somebody has shortened the address.
    return segment;
  }
}
