//! How many projects of which kind: the published counts, met exactly.

use yuebao_domain::crossfoot::Table;
use yuebao_domain::plan::{Category, Nature};
use yuebao_domain::profile::Profile;

use super::dice::Dice;
use super::error::DemoError;
use super::published::{Attribute, Division, Traits, count_of};

/// The projects of a plan by nature, category, area and sector.
pub(super) fn projects(
    profile: &Profile,
    tables: &[Table],
    further: usize,
) -> Result<Vec<Traits>, DemoError> {
    let mut projects = Vec::new();
    let mut divisions: Vec<Division<'_>> = (tables.iter())
        .map(|table| Division::read(table, profile))
        .collect();
    // first what divides everything, then what divides 实施项目, then what divides a part of them
    divisions.sort_by_key(|division| match division.whole.0.as_slice() {
        [] => 0,
        [Attribute::Implementing] => 1,
        _ => 2,
    });
    for division in &divisions {
        divide(division, &mut projects)?;
    }
    projects.extend(std::iter::repeat_n(Traits::default(), further));
    if projects.is_empty() {
        return Err(DemoError::NothingPublished(profile.id.clone()));
    }
    decide_reserve(&divisions, profile, &mut projects);
    decide_the_rest(profile, &mut projects);
    Ok(projects)
}

fn divide(division: &Division<'_>, projects: &mut Vec<Traits>) -> Result<(), DemoError> {
    let counts: Option<Vec<usize>> = (division.parts.iter())
        .map(|(_, row)| count_of(row))
        .collect();
    let (Some(counts), Some(whole)) = (counts, division.count()) else {
        return Ok(());
    };
    if !projects
        .iter()
        .any(|project| division.whole.contains(project))
    {
        let mut new = Traits::default();
        division
            .whole
            .0
            .iter()
            .for_each(|attribute| new.take(attribute));
        let first = projects.len();
        projects.extend(std::iter::repeat_n(new, whole));
        return assign(division, &counts, projects[first..].iter_mut().collect());
    }
    let members = projects
        .iter_mut()
        .filter(|project| division.whole.contains(project))
        .filter(|project| (division.parts.iter()).any(|(part, _)| !project.has(part)))
        .collect::<Vec<_>>();
    if members.is_empty() {
        return Ok(());
    }
    assign(division, &counts, members)
}

fn assign(
    division: &Division<'_>,
    counts: &[usize],
    members: Vec<&mut Traits>,
) -> Result<(), DemoError> {
    let parts = counts.iter().sum();
    if parts != members.len() {
        return Err(DemoError::Counts {
            table: division.table.id.clone(),
            whole: members.len(),
            parts,
        });
    }
    for (member, part) in members.into_iter().zip(spread(counts)) {
        member.take(&division.parts[part].0);
    }
    Ok(())
}

/// Each part as often as its count says, spread evenly: whatever the members are divided by
/// otherwise, each part gets its share of it, and both counts are exact.
fn spread(counts: &[usize]) -> Vec<usize> {
    let total: usize = counts.iter().sum();
    let mut given = vec![0_usize; counts.len()];
    (1..=total)
        .map(|place| {
            let due = |part: usize| {
                let (count, given) = (counts[part], given[part]);
                (given < count).then(|| (count * place) as i128 - (given * total) as i128)
            };
            let next = (0..counts.len())
                .max_by_key(|part| (due(*part), std::cmp::Reverse(*part)))
                .unwrap_or_default();
            given[next] += 1;
            next
        })
        .collect()
}

/// A reserve project is 预备, unless its group states an annual plan.
fn decide_reserve(divisions: &[Division<'_>], profile: &Profile, projects: &mut [Traits]) {
    let reserve = |nature| profile.natures.iter().any(|known| known.key == nature);
    let rows = divisions.iter().flat_map(|division| &division.parts);
    for (attribute, row) in rows {
        let Attribute::Sector(sector) = attribute else {
            continue;
        };
        let has_plan = row.figures.contains_key("annual_plan");
        let nature = if has_plan || !reserve(Nature::Preparatory) {
            Nature::NewStart
        } else {
            Nature::Preparatory
        };
        let category = category_of_sector(profile, sector);
        for project in projects.iter_mut() {
            if project.sector.as_ref() == Some(sector) {
                project.nature = Some(nature);
                project.category = category;
            }
        }
    }
}

/// The category whose label ends as the sector's does (生态环保, 节能环保), else 基础设施, which is
/// what reserve lists are made of.
fn category_of_sector(profile: &Profile, sector: &str) -> Option<Category> {
    let ending = |text: &str| text.chars().rev().take(2).collect::<Vec<_>>();
    let same = |label: &str| ending(label) == ending(sector);
    let infrastructure = |key| key == Category::INFRASTRUCTURE;
    (profile.categories.iter().find(|known| same(&known.label)))
        .or_else(|| {
            profile
                .categories
                .iter()
                .find(|known| infrastructure(known.key))
        })
        .map(|known| known.key)
}

fn decide_the_rest(profile: &Profile, projects: &mut [Traits]) {
    let natures: Vec<(usize, Nature)> = (profile.natures.iter())
        .map(|known| (nature_weight(known.key), known.key))
        .collect();
    let categories: Vec<(usize, Category)> = (profile.categories.iter())
        .map(|known| (category_weight(known.key), known.key))
        .collect();
    let mut dice = Dice::new(&profile.id, "areas", 0);
    let areas: Vec<(usize, String)> = (profile.areas.iter())
        .map(|area| (dice.between(6, 14) as usize, area.code.clone()))
        .collect();
    decide(profile, "natures", projects, &natures, |project| {
        &mut project.nature
    });
    decide(profile, "categories", projects, &categories, |project| {
        &mut project.category
    });
    decide(profile, "areas", projects, &areas, |project| {
        &mut project.area
    });
}

const fn nature_weight(nature: Nature) -> usize {
    match nature {
        Nature::NewStart => 30,
        Nature::Continuing => 40,
        Nature::Completing => 20,
        Nature::Preparatory => 10,
    }
}

const fn category_weight(category: Category) -> usize {
    match category {
        Category::INDUSTRY => 55,
        Category::INFRASTRUCTURE => 28,
        Category::LIVELIHOOD => 11,
        _ => 6,
    }
}

/// Gives what nobody published, by weight, to the projects in a mixed order.
fn decide<T: Clone>(
    profile: &Profile,
    purpose: &str,
    projects: &mut [Traits],
    choices: &[(usize, T)],
    place: fn(&mut Traits) -> &mut Option<T>,
) {
    let mut open: Vec<usize> = (0..projects.len())
        .filter(|index| place(&mut projects[*index]).is_none())
        .collect();
    if open.is_empty() || choices.is_empty() {
        return;
    }
    Dice::new(&profile.id, purpose, 1).shuffle(&mut open);
    let weights: Vec<usize> = choices.iter().map(|(weight, _)| *weight).collect();
    // the weights repeated often enough for every project
    let sequence = spread(&weights);
    for (index, choice) in open.into_iter().zip(sequence.into_iter().cycle()) {
        *place(&mut projects[index]) = Some(choices[choice].1.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_exact_and_even() {
        for counts in [&[6, 3, 1][..], &[238, 203, 104], &[5], &[0, 2]] {
            let sequence = spread(counts);
            for (part, count) in counts.iter().enumerate() {
                let of = |range: &[usize]| range.iter().filter(|other| **other == part).count();
                assert_eq!(of(&sequence), *count, "{counts:?}");
                let half = of(&sequence[..sequence.len() / 2]);
                assert!(
                    half.abs_diff(count / 2) <= 1,
                    "{counts:?}: {half} of part {part}"
                );
            }
        }
    }
}
