//! Dates and the metadata packet, in step with the information dictionary.

use crate::options::Standard;

/// A moment in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    year: u64,
    month: u64,
    day: u64,
    second_of_day: u64,
}

impl Moment {
    /// The moment so many seconds after the beginning of 1970.
    pub(crate) fn from_unix(seconds: u64) -> Self {
        // Civil date from a day count, in years that begin in March so that leap days come last.
        let days = seconds / 86_400 + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year + era * 400 + u64::from(month <= 2);
        Moment { year, month, day, second_of_day: seconds % 86_400 }
    }

    fn clock(self) -> (u64, u64, u64) {
        (self.second_of_day / 3600, self.second_of_day / 60 % 60, self.second_of_day % 60)
    }

    /// As PDF writes it.
    pub(crate) fn pdf(self) -> String {
        let (hour, minute, second) = self.clock();
        format!("D:{:04}{:02}{:02}{hour:02}{minute:02}{second:02}Z", self.year, self.month, self.day)
    }

    /// As XMP writes it (ISO 8601).
    pub(crate) fn iso(self) -> String {
        let (hour, minute, second) = self.clock();
        format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", self.year, self.month, self.day)
    }
}

/// What the packet says.
pub(crate) struct Packet<'a> {
    pub(crate) title: &'a str,
    pub(crate) maker: &'a str,
    pub(crate) created: Moment,
    /// Sixteen bytes that name this very file.
    pub(crate) id: [u8; 16],
    pub(crate) standard: Standard,
}

/// The XMP packet of a file.
pub(crate) fn packet(facts: &Packet) -> String {
    let title = escaped(facts.title);
    let maker = escaped(facts.maker);
    let date = facts.created.iso();
    let id = uuid(facts.id);
    let version = match facts.standard {
        Standard::X4 => {
            "  <rdf:Description rdf:about=\"\" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n   \
             <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n  </rdf:Description>\n"
        }
        Standard::X1a => "",
    };
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n \
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n  \
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n   \
         <dc:format>application/pdf</dc:format>\n   \
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n  \
         </rdf:Description>\n  \
         <rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n   \
         <xmp:CreatorTool>{maker}</xmp:CreatorTool>\n   \
         <xmp:CreateDate>{date}</xmp:CreateDate>\n   \
         <xmp:ModifyDate>{date}</xmp:ModifyDate>\n   \
         <xmp:MetadataDate>{date}</xmp:MetadataDate>\n  \
         </rdf:Description>\n  \
         <rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n   \
         <pdf:Producer>{maker}</pdf:Producer>\n   \
         <pdf:Trapped>False</pdf:Trapped>\n  \
         </rdf:Description>\n  \
         <rdf:Description rdf:about=\"\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n   \
         <xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID>\n   \
         <xmpMM:InstanceID>uuid:{id}</xmpMM:InstanceID>\n   \
         <xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n   \
         <xmpMM:VersionID>1</xmpMM:VersionID>\n  \
         </rdf:Description>\n\
         {version} \
         </rdf:RDF>\n\
         </x:xmpmeta>\n\
         <?xpacket end=\"w\"?>"
    )
}

fn uuid(id: [u8; 16]) -> String {
    let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Text fit for XML: its own signs escaped, control characters left out.
fn escaped(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            other => other.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn dates_are_right_at_the_edges_of_the_calendar() {
        assert_eq!(Moment::from_unix(0).iso(), "1970-01-01T00:00:00Z");
        assert_eq!(Moment::from_unix(951_782_399).iso(), "2000-02-28T23:59:59Z");
        assert_eq!(Moment::from_unix(951_782_400).iso(), "2000-02-29T00:00:00Z");
        assert_eq!(Moment::from_unix(1_770_595_200).pdf(), "D:20260209000000Z");
    }
}
