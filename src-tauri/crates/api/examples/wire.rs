//! Prints the types of the wire as TypeScript: what `cargo xtask bindings` writes to `ui/src/bridge/wire.ts`.

use std::collections::BTreeMap;

use banxin_api::{
    ArrangeRequest, Arranged, Changed, CheckedFault, Command, EditionArranged, ExportedFile, Failure, Fault,
    FontFamilyView, Found, Imported, InkAt, OpenedEdition, Opening, PressView, RuleInfo, StateView,
    StopsView, StyleSpan, TextView, Welcome,
};
use ts_rs::{Config, TS, TypeVisitor};

/// Every declaration met on the way, by name.
struct Declarations {
    config: Config,
    found: BTreeMap<String, String>,
}

impl Declarations {
    /// The type and, through its fields, every type that it mentions.
    fn add<T: TS + 'static + ?Sized>(&mut self) {
        // What has no file of its own is built into TypeScript, or is written out where it stands.
        if T::output_path().is_none() {
            return;
        }
        let name = T::ident(&self.config);
        if self.found.contains_key(&name) {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        self.found.insert(name, format!("{}\nexport {}", docs.trim_end(), T::decl(&self.config)));
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.add::<T>();
    }
}

fn main() {
    // The wire carries JSON, where a revision or a count is a plain number.
    let config = Config::new().with_large_int("number");
    let mut declarations = Declarations { config, found: BTreeMap::new() };
    declarations.add::<StateView>();
    declarations.add::<Opening>();
    declarations.add::<StyleSpan>();
    declarations.add::<Command>();
    declarations.add::<Changed>();
    declarations.add::<Imported>();
    declarations.add::<ExportedFile>();
    declarations.add::<OpenedEdition>();
    declarations.add::<Welcome>();
    declarations.add::<Fault>();
    declarations.add::<FontFamilyView>();
    declarations.add::<CheckedFault>();
    declarations.add::<RuleInfo>();
    declarations.add::<PressView>();
    declarations.add::<InkAt>();
    declarations.add::<Failure>();
    declarations.add::<ArrangeRequest>();
    declarations.add::<Arranged>();
    declarations.add::<StopsView>();
    declarations.add::<EditionArranged>();
    declarations.add::<TextView>();
    declarations.add::<Found>();
    println!("// Written by `cargo xtask bindings` from the Rust types; change those, not this.");
    for declaration in declarations.found.values() {
        println!("\n{}", declaration.trim_start());
    }
}
