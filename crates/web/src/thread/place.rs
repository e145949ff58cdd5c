//! Where the page of a node is, and where its thing is looked after.

use std::sync::Arc;

use partnership::thread::Thread;
use partnership::thread::reference::NodeRef;

use crate::thread::woven::MAY_FOLLOW;
use crate::thread::woven::MAY_FOLLOW_ADOPTED;
use crate::thread::woven::followed;
use crate::who::visitor::Visitor;
use crate::who::visitor::form_urlencoded;

/// Where the page of a node is.
pub(super) fn path_of(visitor: &Visitor, reference: &NodeRef) -> String {
    visitor.path(&format!("/thread/{}", in_an_address(reference)))
}

/// Which nodes a visitor may follow: a page links to them by this.
pub(crate) enum Follows {
    /// All that there are.
    All,
    /// Those of this thread.
    Of(Arc<Thread>),
    /// None.
    Nothing,
}

impl Follows {
    /// What a visitor may follow. Where the thread cannot be woven, a page that only links to it is shown without.
    pub(crate) async fn by(visitor: &Visitor) -> Follows {
        if visitor.can(MAY_FOLLOW) {
            return Follows::All;
        }
        if !visitor.can(MAY_FOLLOW_ADOPTED) {
            return Follows::Nothing;
        }
        match followed(visitor).await {
            Ok(thread) => Follows::Of(thread),
            Err(why) => {
                why.log();
                Follows::Nothing
            }
        }
    }

    /// Where the page of a node is, if the visitor may follow it.
    pub(crate) fn path(&self, visitor: &Visitor, reference: &NodeRef) -> Option<String> {
        let may = match self {
            Follows::All => true,
            Follows::Of(thread) => thread.node(reference).is_some(),
            Follows::Nothing => false,
        };
        may.then(|| path_of(visitor, reference))
    }
}

/// A reference as it stands in an address.
pub(super) fn in_an_address(reference: &NodeRef) -> String {
    let coded = form_urlencoded(&reference.to_string());
    // Behind a question mark a blank is written otherwise, and these need no code within a path.
    coded.replace('+', "%20").replace("%2F", "/").replace("%3A", ":")
}

/// Where the thing itself is looked after; none where it has no page.
pub(super) fn own_page(visitor: &Visitor, reference: &NodeRef) -> Option<String> {
    let below = match reference {
        NodeRef::Adopted(of) => format!("/adoption/{}/{}/text", of.cycle, of.kind),
        NodeRef::Passage(of, passage) => {
            format!("/adoption/{}/{}/text#passage-{passage}", of.cycle, of.kind)
        }
        NodeRef::Amendment(of, _) => format!("/adoption/{}/{}", of.cycle, of.kind),
        NodeRef::Decision(cycle, meeting, _) => format!("/meetings/{cycle}/{}", meeting.0),
        NodeRef::Action(cycle, number) => format!("/plan/{cycle}/actions/{number}"),
        NodeRef::Objective(cycle, _) => format!("/plan/{cycle}"),
        NodeRef::Priority(cycle, _) => format!("/priorities/{cycle}"),
        NodeRef::Issue(cycle, number) => format!("/priorities/{cycle}/issues/{number}"),
        NodeRef::Said(cycle, _) => format!("/plan/{cycle}/said"),
        NodeRef::Quoted(cycle, _) => format!("/assessment/{cycle}"),
        NodeRef::Finding(name) => format!("/evidence/findings/{name}"),
        NodeRef::Consultation(cycle, id) => format!("/consultations/{cycle}/{id}"),
        NodeRef::Panel(_) => "/panels/issues".to_owned(),
        NodeRef::Commentary(_) => "/task-groups".to_owned(),
        NodeRef::Theme(..) | NodeRef::Extract(_) => return None,
    };
    Some(visitor.path(&below))
}
