// A small plan, the people who work with it, and what they reported for April. All names are made
// up as examples.

/** The portal is opened on the last day of May, at 09:12 in China: May is reported, due tomorrow. */
export const NOW = new Date("2022-05-31T09:12:00+08:00");
export const MONTH = "2022-05";
export const LAST_MONTH = "2022-04";

const password = "a-long-password-for-tests";

export const PEOPLE = {
  clerk: { user: "lulan", name: "陆兰", role: "clerk", unit: "transport", password },
  colleague: { user: "weiming", name: "韦明", role: "clerk", unit: "transport", password },
  stranger: { user: "huangli", name: "黄莉", role: "clerk", unit: "water", password },
  coordinator: {
    user: "nongbo",
    name: "农博",
    role: "county_coordinator",
    unit: "county",
    password,
  },
  office: { user: "qinhua", name: "覃华", role: "city_office", unit: "county", password },
};

const UNITS = [
  { id: "county", name: "示例县发展改革局" },
  { id: "transport", name: "示例县交通运输局", parent: "county" },
  { id: "water", name: "示例县水利局", parent: "county" },
];

const project = (id, name, unit, figures) => ({
  id,
  name,
  code: `2018-450721-48-03-0000${id.slice(1).padStart(2, "0")}`,
  nature: "continuing",
  category: "infrastructure",
  area: "450721",
  units: [unit],
  owner: "示例建设有限公司",
  planned_start: "2021-03",
  planned_completion: "2023-12",
  entered: "2022-01",
  ...figures,
});

/** Five projects of the clerk's unit and one of another. Amounts are 万元. */
export const PROJECTS = [
  ["p1", "示例县城北公路工程", "transport", "12000", "3000", "2000"],
  ["p2", "示例县客运中心工程", "transport", "8000.5", "2400", "1500.25"],
  ["p3", "示例县农村公路提升工程", "transport", "6000", "1800", "900"],
  ["p4", "示例县大桥加固工程", "transport", "4500", "1200", "1000"],
  ["p5", "示例县物流园道路工程", "transport", "9600", "3600", "2400"],
  ["p6", "示例县水库除险工程", "water", "5049.5", "1500", "1200"],
].map(([id, name, unit, total_investment, annual_plan, before_year]) =>
  project(id, name, unit, { total_investment, annual_plan, before_year }),
);

export const PLAN = { profile: "qinzhou-2022", units: UNITS, projects: PROJECTS };

/** What was reported for April: a third of the annual plan. */
export const APRIL = Object.fromEntries(
  PROJECTS.map(({ id, annual_plan, before_year }) => {
    const year = Number(annual_plan) / 3;
    return [
      id,
      {
        month_investment: String(year / 4),
        year_to_date: String(year),
        since_start: String(year + Number(before_year)),
        visual_progress: "路基完成百分之四十",
        actual_start: "2021-03-15",
        status: "normal",
      },
    ];
  }),
);
