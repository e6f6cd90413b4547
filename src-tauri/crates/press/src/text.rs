//! Which characters each glyph of a run stands for, so that a PDF gives its text back.

use banxin_scene::GlyphRun;

/// Stands for a glyph that adds no character of its own, such as the second part of a split one.
const NOTHING: &str = "\u{200B}";

/// The characters of each glyph, in the order of the run's glyphs.
///
/// Glyphs of one cluster share its characters out, one each and the rest to the last; a ligature
/// takes all of its own. Blanks that ended a line and were not set belong to no glyph.
pub(crate) fn characters(run: &GlyphRun) -> Vec<&str> {
    let mut starts: Vec<usize> = run.glyphs.iter().map(|glyph| glyph.text as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut rank = 0;
    let mut texts = Vec::with_capacity(run.glyphs.len());
    for (index, glyph) in run.glyphs.iter().enumerate() {
        rank = if index > 0 && run.glyphs[index - 1].text == glyph.text { rank + 1 } else { 0 };
        let start = glyph.text as usize;
        let end = starts.get(starts.partition_point(|at| *at <= start)).copied().unwrap_or(run.text.len());
        let cluster = run.text.get(start..end).map_or("", set_part);
        let is_last = run.glyphs.get(index + 1).is_none_or(|next| next.text != glyph.text);
        texts.push(share(cluster, rank, is_last));
    }
    texts
}

/// A cluster without the blanks that were swallowed at the end of a line.
fn set_part(cluster: &str) -> &str {
    let trimmed = cluster.trim_end_matches(|c: char| c.is_whitespace() || c.is_control());
    if trimmed.is_empty() {
        cluster.char_indices().nth(1).map_or(cluster, |(second, _)| &cluster[..second])
    } else {
        trimmed
    }
}

fn share(cluster: &str, rank: usize, is_last: bool) -> &str {
    let mut starts = cluster.char_indices().map(|(at, _)| at).skip(rank);
    let Some(start) = starts.next() else { return NOTHING };
    let end = if is_last { None } else { starts.next() };
    &cluster[start..end.unwrap_or(cluster.len())]
}

#[cfg(test)]
mod tests {
    use super::characters;
    use banxin_geom::Length;
    use banxin_scene::{FaceName, Glyph, GlyphRun, Orientation, Paint};

    fn shared(text: &str, starts: &[u32]) -> Vec<String> {
        let glyph =
            |&text: &u32| Glyph { id: 1, x: Length::ZERO, y: Length::ZERO, advance: Length::ZERO, text };
        let run = GlyphRun {
            face: FaceName("song-400".into()),
            size: Length::pt(9.0),
            scale_x: 1000,
            orientation: Orientation::Upright,
            paint: Paint::Black,
            text: text.into(),
            glyphs: starts.iter().map(glyph).collect(),
            source: None,
        };
        characters(&run).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_ligature_stands_for_all_its_letters() {
        assert_eq!(shared("office", &[0, 1, 4, 5]), ["o", "ffi", "c", "e"]);
    }

    #[test]
    fn glyphs_of_one_cluster_share_its_characters() {
        assert_eq!(shared("e\u{301}x", &[0, 0, 3]), ["e", "\u{301}", "x"]);
        assert_eq!(shared("éx", &[0, 0, 2]), ["é", "\u{200B}", "x"]);
    }

    #[test]
    fn blanks_that_were_not_set_belong_to_no_glyph_and_set_ones_stay() {
        assert_eq!(shared("字 \n", &[0]), ["字"]);
        assert_eq!(shared("a b", &[0, 1, 2]), ["a", " ", "b"]);
    }

    #[test]
    fn offsets_that_point_nowhere_do_no_harm() {
        assert_eq!(shared("字", &[1, 900]), ["\u{200B}", "\u{200B}"]);
    }
}
