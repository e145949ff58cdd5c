//! The page on which the first partnership is made, and what stands before there is one.

use crate::bare::Bare;
use crate::page::Scripts;
use crate::page::browsing;

#[tokio::test]
async fn what_stands_before_there_is_a_partnership_has_no_fault() {
    let bare = Bare::new().await;
    browsing(bare.pages.clone(), Scripts::Run, |page| async move {
        page.open("/").await;
        page.look_at().await;
        drop(bare);
    })
    .await;
}

#[tokio::test]
async fn setting_a_partnership_up_has_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let bare = Bare::new().await;
        browsing(bare.pages.clone(), scripts, |page| async move {
            page.open(&bare.link).await;
            page.look_at().await;
            page.at_width(320).await;
            page.keyboard().await;
        })
        .await;
    }
}
